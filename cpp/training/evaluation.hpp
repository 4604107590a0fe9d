// SPDX-License-Identifier: MIT
#pragma once
// Cost J and score: the model on whole sets, without the penalty.
#include <span>

#include "core/starter.hpp"
#include "language/row_kinds.hpp"
#include "training/batches.hpp"
#include "training/objective.hpp"

namespace loss_playground {

struct Judgement {
  double cost = 0;
  double score = 0;
};

template <class T>
class Evaluation {
 public:
  /// For triplets and pairs the cost is over one fixed triplet an anchor, drawn from the seed, whatever the miner; for
  /// losses of whole batches over the set cut into consecutive batches of the experiment's size, the last may be
  /// smaller. A search task is judged by its Retrieval (search/retrieval.hpp); here it has predictions alone.
  Evaluation(const Experiment& experiment, const Examples<T>& examples);

  Judgement train(const T* parameters) {
    if (!is_starter && examples_.text) return judge_text(parameters, examples_.train, train_kinds_);
    return judge(parameters, examples_.train, examples_.train_labels, train_triplets_);
  }
  Judgement test(const T* parameters) {
    if (!is_starter && examples_.text) return judge_text(parameters, examples_.test, test_kinds_);
    return judge(parameters, examples_.test, examples_.test_labels, test_triplets_);
  }
  /// Of lists of relevances: R² and Spearman's correlation of the unseen ones, too.
  Judgement test_lists(const T* parameters, double& r2, double& correlation);
  /// One loss a row: of its elements the mean, of an anchor the loss of its fixed triplet or the mean of its pairs.
  std::vector<T> row_losses(const T* parameters, bool train);
  /// Outputs for any inputs of the right width.
  void predict(const T* parameters, View<const T> inputs, T* outputs);

 private:
  Judgement judge(const T* parameters, const Part<T>& part, const std::vector<double>& labels,
                  const std::vector<std::int32_t>& triplets);
  /// The same in chunks, and of equal rows one: a text has too many rows to keep all their outputs. The kinds of a part
  /// are found when they are first needed.
  Judgement judge_text(const T* parameters, const Part<T>& part, RowKinds& kinds);
  std::vector<T> text_losses(const T* parameters, const Part<T>& part);
  struct Chunk {
    View<const T> outputs;
    T divisor;
  };
  /// Outputs of up to chunk_ rows of a text, which are named; their losses are then in values_.
  Chunk read_chunk(const T* parameters, const Part<T>& part, std::span<const std::int32_t> rows);
  /// Fills outputs_ with those of a part.
  void predict(const T* parameters, const Part<T>& part);
  /// Fills values_ with the losses of a part and returns the divisor of their mean.
  T losses(const Part<T>& part, View<const T> outputs, const std::vector<std::int32_t>& triplets);
  /// One, its elements, or its two pairs.
  Index losses_a_row() const {
    if (examples_.target == Target::pair) return 2;
    const bool elements = feed_.loss().descriptor().elementwise && examples_.target != Target::order;
    return elements ? examples_.outputs : 1;
  }
  T batch_losses(const Part<T>& part, View<const T> outputs);
  T triplet_losses(View<const T> outputs, const std::vector<std::int32_t>& triplets);
  std::vector<std::int32_t> fixed_triplets(const std::vector<double>& labels, std::uint64_t index) const;

  const Examples<T>& examples_;
  std::uint64_t seed_;
  std::unique_ptr<Model<T>> model_;
  Index chunk_;
  LossFeed<T> feed_;
  Index batch_size_;
  std::vector<std::int32_t> train_triplets_, test_triplets_;
  RowKinds train_kinds_, test_kinds_;
  Aligned<T> outputs_;
  Aligned<T> stacked_;
  Aligned<T> values_;
  /// A chunk of a text.
  Aligned<T> inputs_;
  Aligned<T> targets_;
};

}  // namespace loss_playground
