// SPDX-License-Identifier: MIT
#pragma once
// The next token from the last one alone: a row of logits a token. Under cross-entropy its optimum is known: the
// probabilities become the shares that were counted in the training text, and the cost their entropy.
// Shannon: Prediction and entropy of printed English (1951), https://doi.org/10.1002/j.1538-7305.1951.tb01366.x
#include <memory>

#include "core/descriptor.hpp"
#include "models/model.hpp"

namespace loss_playground {

struct Bigram {
  static constexpr ModelDescriptor descriptor{
      {"bigram", "bigram table",
       "A row of logits for each token and nothing else. Gradient descent converges to the frequencies you get by "
       "counting.",
       R"(\hat y = W_{x_n})", "Shannon 1951", "https://doi.org/10.1002/j.1538-7305.1951.tb01366.x"},
      Reads::tokens,
      Structure::token_table,
      "a table of letter pairs"};

  void parameters(ParameterVisitor&) {}

  static const char* refuses(const ModelForm& form);

  template <class T>
  std::unique_ptr<Model<T>> make(const ModelForm& form) const;
};

}  // namespace loss_playground
