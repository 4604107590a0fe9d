// SPDX-License-Identifier: MIT
#pragma once
// A small decoder-only transformer: reads a piece of text at once and predicts after each of its tokens, so that one
// example teaches as many predictions as it has tokens.
//
//   x = E_token + P_place; each block: x += attention(norm(x)), x += W_2 φ(W_1 norm(x)); logits = W norm(x)
//
// Vaswani et al.: Attention is all you need (2017), https://arxiv.org/abs/1706.03762
// Radford et al.: Language models are unsupervised multitask learners (2019), which puts the norms first:
// https://openai.com/research/better-language-models
#include <memory>

#include "core/descriptor.hpp"
#include "models/activation.hpp"
#include "models/model.hpp"
#include "models/norm.hpp"

namespace loss_playground {

struct Transformer {
  static constexpr ModelDescriptor descriptor{
      {"transformer", "transformer",
       "Reads all tokens so far at once, each taking from those before it what it attends to; predicts after each.",
       R"(o_i = \sum_{j \le i} \operatorname{softmax}_j(q_i k_j / \sqrt d)\, v_j)", "Vaswani et al. 2017",
       "https://arxiv.org/abs/1706.03762"},
      Reads::tokens,
      Structure::transformer,
      "a small transformer"};
  static constexpr bool predicts_everywhere = true;

  int width = 32;
  int heads = 4;
  int blocks = 1;
  int hidden = 128;
  Norm norm = Norm::layer;
  Activation activation = Activation::silu;
  bool tied = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("width", width, {2, 512}, "Numbers that stand for a token at each place.");
    visitor.integer("heads", heads, {1, 16}, "Mixtures that each place takes side by side; they divide the width.");
    visitor.integer("blocks", blocks, {1, 4}, "Attention and network, one upon the other so many times.");
    visitor.integer("hidden", hidden, {1, 2048}, "Units of each block's network.");
    visitor.choice("norm", norm, norm_names, "How rows are brought to a common size: with their mean or without.");
    visitor.choice("activation", activation, activation_names, "The bend in each block's network.");
    visitor.boolean("tied", tied, "Reads the next token off the same table that the tokens come from.");
  }

  const char* refuses(const ModelForm& form) const;

  template <class T>
  std::unique_ptr<Model<T>> make(const ModelForm& form) const;
};

}  // namespace loss_playground
