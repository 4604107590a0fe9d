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
       "Reads all tokens so far at once; self-attention lets each use the ones before it. Predicts the next token "
       "after each.",
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
    visitor.integer("width", width, {2, 512}, "Embedding size: numbers per token in every layer.");
    visitor.integer("heads", heads, {1, 16}, "Number of attention heads; must divide the width.");
    visitor.integer("blocks", blocks, {1, 4}, "Number of stacked blocks of attention and network.");
    visitor.integer("hidden", hidden, {1, 2048}, "Hidden units of the network in each block.");
    visitor.choice("norm", norm, norm_names, "Normalization before each layer: LayerNorm or RMSNorm.");
    visitor.choice("activation", activation, activation_names, "Activation in the network of each block.");
    visitor.boolean("tied", tied, "Weight tying: the output layer uses the same matrix as the token embedding.");
  }

  const char* refuses(const ModelForm& form) const;

  template <class T>
  std::unique_ptr<Model<T>> make(const ModelForm& form) const;
};

}  // namespace loss_playground
