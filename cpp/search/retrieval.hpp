// SPDX-License-Identifier: MIT
#pragma once
// A search task as a run sees it: where the documents lie, which of them are nearest to a query, and how well that
// goes.
//
// The rank of a query's document counts the documents that lie nearer, and of those at the same distance the ones with
// a lower number: were all embeddings one point, only the first ten documents would be among the first ten. A query
// without any known feature finds nothing.
#include <span>

#include "search/search_view.hpp"
#include "training/evaluation.hpp"
#include "training/loss_feed.hpp"
#include "training/mining.hpp"

namespace loss_playground {

/// The metrics of a search, over all test queries against all documents.
struct RetrievalNumbers {
  /// Share of queries whose document is the nearest, or among the ten nearest; mean of 1 / (1 + its rank).
  double recall_at_1 = 0, recall_at_10 = 0, mean_reciprocal_rank = 0;
  /// Mean distance of a query from its document, and from a document drawn once from the others.
  double positive_distance = 0, negative_distance = 0;
  /// Mean distance of the documents from their mean: 0 where all have become one point; at most 1.
  double spread = 0;
};

template <class T>
class Retrieval {
 public:
  /// The examples must be of a search task and outlive this.
  Retrieval(const Experiment& experiment, const Examples<T>& examples);

  /// To be called after each change of the parameters, before anything else here.
  void place_documents(const T* parameters);
  View<const T> documents() const { return {documents_.data(), document_count(), examples_.form.outputs}; }
  double spread();

  /// As in Evaluation, an anchor a query.
  double cost(const T* parameters, bool train);
  /// The scores of the set whose cost was asked for last: for the training set over as many queries as there are test
  /// queries, evenly spaced.
  double train_recall_at_10();
  RetrievalNumbers test_numbers();
  /// One loss per row. The cost is over queries alone: a document has weight 0 and the mean loss of its training
  /// queries, 0 if there is none.
  RowLosses<T> row_losses(const T* parameters, bool train);

  /// Places of the queries of a part, a row each; valid until the next call of this or of a judgement.
  View<const T> place_queries(const T* parameters, bool train);
  /// The document of each of those queries.
  std::span<const std::int32_t> documents_of(bool train) const { return train ? train_documents_ : test_documents_; }

  /// The k nearest documents to a query, nearest first. `tokens` are the buckets of its features, at least one.
  std::vector<Hit> search(const T* parameters, const std::vector<std::int32_t>& tokens, Index k);

 private:
  const Part<T>& part(bool train) const { return train ? examples_.train : examples_.test; }
  /// The documents are the first training rows.
  Index document_count() const { return examples_.first_anchor; }
  /// Places of `count` rows of a part from `first` on; `known` gets whether each has a known feature, unless it is
  /// null.
  void place(const T* parameters, const Part<T>& part, Index first, Index count, T* places, std::vector<bool>* known);
  /// Works out the ranks, from 0, of the documents of `count` of the queries, evenly taken.
  void rank(bool train, Index count);
  /// Leaves losses in values_, `losses_a_query()` in a row, and each query's number of terms in terms_; the divisor of
  /// their mean.
  T query_losses(const T* parameters, bool train);
  T triplet_losses(bool train, Index begin, Index count);
  T batch_losses(bool train, Index begin, Index count);
  Index losses_a_query() const { return examples_.target == Target::triplet ? 1 : 2; }
  const T* query(Index i) const { return queries_.data() + i * examples_.form.outputs; }
  const T* document(Index i) const { return documents_.data() + i * examples_.form.outputs; }

  const Examples<T>& examples_;
  std::unique_ptr<Model<T>> model_;
  Index batch_;
  LossFeed<T> feed_;
  std::vector<std::int32_t> train_documents_, test_documents_, train_negatives_, test_negatives_;
  Aligned<T> documents_;
  /// −½‖d‖² of each document: added to its dot product with a query it orders documents by distance.
  Aligned<T> halves_;
  Aligned<T> queries_, stacked_, labels_, values_, chunk_values_, terms_;
  /// Whether each query of the part last placed has a known feature.
  std::vector<bool> known_;
  std::vector<Index> ranks_;
  Aligned<T> middle_;
  /// Queries as a panel, and their products with all documents.
  Aligned<T> query_panel_, products_;
  /// Rows of a part on their way through the model.
  std::vector<std::int32_t> numbers_;
  Aligned<T> inputs_, unused_;
};

}  // namespace loss_playground
