// SPDX-License-Identifier: MIT
#pragma once
// The next token from the last few: each token's row of a table, one after the other, through one hidden layer. How
// many tokens it looks back on is the task's `context`. Bengio, Ducharme, Vincent, Jauvin: A neural probabilistic
// language model (2003), https://www.jmlr.org/papers/v3/bengio03a.html
#include <memory>

#include "core/descriptor.hpp"
#include "models/model.hpp"

namespace loss_playground {

struct NextTokenMlp {
  static constexpr ModelDescriptor descriptor{
      {"next_token_mlp", "next-token network",
       "Looks up an embedding for each of the last tokens and predicts the next token from them through a hidden "
       "layer.",
       R"(\hat y = W_2 \tanh(W_1 [E_{x_1}; \dots; E_{x_n}] + b_1) + b_2)", "Bengio, Ducharme, Vincent, Jauvin 2003",
       "https://www.jmlr.org/papers/v3/bengio03a.html"},
      Reads::tokens,
      Structure::token_layers,
      "a next-token network"};

  int embedding = 16;
  int hidden = 128;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("embedding", embedding, {1, 256}, "Embedding size: numbers per token.");
    visitor.integer("hidden", hidden, {1, 2048}, "Units of the hidden layer.");
  }

  static const char* refuses(const ModelForm& form);

  template <class T>
  std::unique_ptr<Model<T>> make(const ModelForm& form) const;
};

}  // namespace loss_playground
