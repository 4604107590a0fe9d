// SPDX-License-Identifier: MIT
#pragma once
// The evaluation of examples that have a target or a class each.
#include "training/batches.hpp"
#include "training/evaluation.hpp"
#include "training/loss_feed.hpp"

namespace loss_playground {

template <class T>
class RowEvaluation : public Evaluation<T> {
 public:
  /// For triplets and pairs the cost is over one fixed triplet an anchor, drawn from the seed, whatever the miner; for
  /// losses of whole batches over the set cut into consecutive batches of the experiment's size, the last may be
  /// smaller.
  RowEvaluation(const Experiment& experiment, const Examples<T>& examples);

  bool judge_piece(const T* parameters, bool train, Judgement& found, Metrics& metrics) override;
  void restart() override { piece_ = {}; }
  RowLosses<T> row_losses(const T* parameters, bool train) override;
  double work(Index parameter_count) const override;

 protected:
  /// Fills values_ with the losses of outputs and returns the divisor of their mean.
  virtual T losses(View<const T> outputs, View<const T> targets, const std::vector<std::int32_t>& triplets);
  /// How many terms of the cost each row of the part last judged holds.
  virtual std::vector<T> terms(Index rows) const;
  virtual double score(View<const T> outputs, View<const T> targets, const std::vector<double>& labels) const;
  /// Further metrics of the test set, which was judged last.
  virtual void describe_test(Metrics&) const {}

  /// Outputs and targets of the part last judged.
  View<const T> outputs(Index rows) const { return {outputs_.data(), rows, examples_.form.outputs}; }
  View<const T> targets(Index rows) const { return examples_.targets(targets_.data(), rows); }

  using Evaluation<T>::examples_;
  LossFeed<T> feed_;
  Aligned<T> values_;

 private:
  /// How far a set is judged: its outputs, then their losses, then the score.
  struct Piece {
    enum Stage { predicting, losing, scoring } stage = predicting;
    /// The rows that the stage is done with.
    Index done = 0;
    T divisor = T(0);
    Index hits = 0;
  };
  void begin(typename Piece::Stage stage) {
    piece_.stage = stage;
    piece_.done = 0;
  }
  /// True once all losses, or the score, are known.
  bool judge_losses(const Part<T>& part, const std::vector<std::int32_t>& triplets);
  bool judge_score(const Part<T>& part, double& score);
  double cost(const Part<T>& part) const;
  /// Fills outputs_ and targets_ with those of a part.
  void predict_part(const T* parameters, const Part<T>& part);
  /// The same of the chunk from a row on; the first row after it.
  Index predict_chunk(const T* parameters, const Part<T>& part, Index begin);
  /// The losses of the batch from a row on.
  T batch_losses(View<const T> outputs, const T* labels, Index begin);
  /// One, its elements, or its two pairs.
  Index losses_a_row() const {
    if (examples_.target == Target::pair) return 2;
    const bool elements = feed_.loss().descriptor().elementwise && examples_.target != Target::order;
    return elements ? examples_.form.outputs : 1;
  }
  T batch_losses(View<const T> outputs, const T* labels);
  T triplet_losses(View<const T> outputs, const std::vector<std::int32_t>& triplets);
  std::vector<std::int32_t> fixed_triplets(const std::vector<double>& labels, std::uint64_t index) const;

  /// What the cost of a part with sample weights divides by.
  T weighted_divisor(const Part<T>& part) const;

  T train_divisor_ = T(0), test_divisor_ = T(0);
  std::uint64_t seed_;
  Index batch_size_;
  std::vector<std::int32_t> train_triplets_, test_triplets_;
  Aligned<T> outputs_, targets_, stacked_;
  /// The outputs with a column a row, where rows are compared with each other.
  Aligned<T> columns_;
  /// The numbers of all rows in order, and the inputs of a chunk of them.
  std::vector<std::int32_t> numbers_;
  Aligned<T> inputs_;
  Piece piece_;
};

}  // namespace loss_playground
