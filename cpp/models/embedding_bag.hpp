// SPDX-License-Identifier: MIT
#pragma once
// A text as a point on the unit sphere: the mean of its features' rows of a table, through a linear layer, scaled to
// length 1. Queries and documents go through the same weights.
//
//   m = mean of E_t over the features t of a text that are not 0 (0 if there are none)
//   u = y / max(‖y‖, 1e-12), y = W·m + b
//
// The features are a set of token numbers, in any order, 0 where there are no more. For rows of one text the output is
// u. A row of several texts is a query and documents; the output is then, a document each, what `head` says:
//
//   dot: a·(u_q · u_d) + o·s + c, s the share of the query's features that the document has, a, o and c learned
//   distance: ‖u_q − u_d + 1e-6‖
//
// As torch.nn.EmbeddingBag with mode "mean" and padding_idx 0, torch.nn.Linear and torch.nn.functional.normalize.
// https://pytorch.org/docs/stable/generated/torch.nn.EmbeddingBag.html
// Joulin, Grave, Bojanowski, Mikolov: Bag of tricks for efficient text classification (2016),
// https://arxiv.org/abs/1607.01759. Exact matches besides learned ones: Mitra, Diaz, Craswell: Learning to match using
// local and distributed representations of text (2017), https://arxiv.org/abs/1610.08136
#include <memory>

#include "core/descriptor.hpp"
#include "models/model.hpp"

namespace loss_playground {

struct EmbeddingBag {
  static constexpr ModelDescriptor descriptor{
      {"embedding_bag", "embedding bag",
       "Averages an embedding for each word and trigram of a text, applies a linear layer and scales the result to "
       "length 1. Queries and documents share the weights.",
       R"(f(x) = \frac{y}{\lVert y \rVert},\; y = W \tfrac1n \sum_{t \in x} E_t + b)",
       "Joulin, Grave, Bojanowski, Mikolov 2016", "https://arxiv.org/abs/1607.01759"},
      Reads::texts,
      Structure::text_bags,
      "an embedding of words"};
  static constexpr bool reads_bags = true;

  enum class Head { dot, distance };

  int embedding = 64;
  Head head = Head::dot;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("embedding", embedding, {1, 256}, "Embedding size: numbers per word or trigram.");
    visitor.choice(
        "head", head, {"dot", "distance"},
        "How two texts are compared: a weighted sum of their dot product and shared features, or their distance.");
  }

  static const char* refuses(const ModelForm& form);

  template <class T>
  std::unique_ptr<Model<T>> make(const ModelForm& form) const;
};

}  // namespace loss_playground
