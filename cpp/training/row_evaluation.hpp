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

  Judgement train(const T* parameters) override { return judge(parameters, examples_.train, train_triplets_); }
  Judgement test(const T* parameters, Metrics&) override { return judge(parameters, examples_.test, test_triplets_); }
  std::vector<T> row_losses(const T* parameters, bool train) override;
  double work(Index parameter_count) const override;

 protected:
  /// Fills values_ with the losses of outputs and returns the divisor of their mean.
  virtual T losses(View<const T> outputs, View<const T> targets, const std::vector<std::int32_t>& triplets);
  virtual double score(View<const T> outputs, View<const T> targets, const std::vector<double>& labels) const;

  /// Outputs and targets of the part last judged.
  View<const T> outputs(Index rows) const { return {outputs_.data(), rows, examples_.form.outputs}; }
  View<const T> targets(Index rows) const { return examples_.targets(targets_.data(), rows); }

  using Evaluation<T>::examples_;
  LossFeed<T> feed_;
  Aligned<T> values_;

 private:
  Judgement judge(const T* parameters, const Part<T>& part, const std::vector<std::int32_t>& triplets);
  /// Fills outputs_ and targets_ with those of a part.
  void predict_part(const T* parameters, const Part<T>& part);
  /// One, its elements, or its two pairs.
  Index losses_a_row() const {
    if (examples_.target == Target::pair) return 2;
    const bool elements = feed_.loss().descriptor().elementwise && examples_.target != Target::order;
    return elements ? examples_.form.outputs : 1;
  }
  T batch_losses(View<const T> outputs, const T* labels);
  T triplet_losses(View<const T> outputs, const std::vector<std::int32_t>& triplets);
  std::vector<std::int32_t> fixed_triplets(const std::vector<double>& labels, std::uint64_t index) const;

  std::uint64_t seed_;
  Index batch_size_;
  std::vector<std::int32_t> train_triplets_, test_triplets_;
  Aligned<T> outputs_, targets_, stacked_;
  /// The numbers of all rows in order, and the inputs of a chunk of them.
  std::vector<std::int32_t> numbers_;
  Aligned<T> inputs_;
};

}  // namespace loss_playground
