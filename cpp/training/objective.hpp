// SPDX-License-Identifier: MIT
#pragma once
// The objective on a batch, and its gradient: forward, loss, backward, penalty. One path for all models and losses.
#include <memory>
#include <span>

#include "core/experiment.hpp"
#include "models/model.hpp"
#include "training/mining.hpp"
#include "training/tuning.hpp"

namespace loss_playground {

struct ObjectiveValue {
  /// Mean loss of the batch, without the penalty.
  double batch_loss = 0;
  double penalty = 0;
  /// Share of triplets, pairs, rows or elements with a gradient.
  double active = 0;
  double total() const { return batch_loss + penalty; }
};

template <class T>
class Objective {
 public:
  /// `batch_rows` is the largest number of rows that one call will name; three a triplet that was drawn. With `tuning`
  /// rows beyond the training rows are those of the first task, and the penalty has its pull.
  Objective(const Experiment& experiment, const Examples<T>& examples, Index batch_rows,
            const Tuning<T>* tuning = nullptr);

  /// Value on the named training rows, and the gradient with respect to the parameters.
  ObjectiveValue operator()(const T* parameters, std::span<const std::int32_t> rows, T* gradient);

  Model<T>& model() { return *model_; }
  const Loss<T>& loss() const { return feed_.loss(); }
  /// Mined triplets are from now on those of the next call.
  void hold_triplets() {
    if (mining_) mining_->hold();
  }

 private:
  void gather(std::span<const std::int32_t> rows);
  RowWeights<T> weights_of(std::span<const std::int32_t> rows);
  double penalty(const T* parameters, T* gradient) const;
  double add_penalty(const T* parameters, T* gradient) const;

  const Examples<T>& examples_;
  std::unique_ptr<Model<T>> model_;
  LossFeed<T> feed_;
  bool drawn_triplets_;
  /// Null where triplets are drawn, and where the loss takes none.
  std::unique_ptr<Mining<T>> mining_;
  T l1_, l2_;
  const Tuning<T>* tuning_;
  const Rows<T>& rows_;
  Aligned<T> inputs_;
  Aligned<T> targets_;
  /// Sample weights of a batch; for all training rows, weight · divisor of the row's loss. Empty without weights.
  Aligned<T> weights_;
  std::vector<T> weighted_terms_;
  /// Rows of drawn triplets, block after block.
  std::vector<std::int32_t> order_;
};

}  // namespace loss_playground
