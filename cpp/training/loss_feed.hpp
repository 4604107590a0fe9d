// SPDX-License-Identifier: MIT
#pragma once
// From a model's outputs to its loss and back: each loss gets its tensors in the form it wants, and the gradient comes
// back to the outputs. All memory is reserved at the start.
//
// Before a loss of probabilities the outputs pass through a sigmoid, before one of log-probabilities through a
// log-softmax. Triplets come as three blocks of rows, and are two pairs each to a loss of pairs: first all (anchor,
// positive), alike, then all (anchor, negative), unlike.
#include <array>
#include <memory>

#include "core/experiment.hpp"
#include "losses/weight_lists.hpp"
#include "training/examples.hpp"

namespace loss_playground {

/// sum / divisor, and 0 where nothing counts.
template <class T>
T mean_of(T sum, T divisor) {
  return divisor > T(0) ? sum / divisor : T(0);
}

template <class T>
struct LossTotal {
  T sum = T(0);
  T divisor = T(0);
  /// Of what the mean is over: that with a gradient.
  Index active = 0;
  /// Rows or elements that the mean is over, where the divisor is a sum of weights instead; 0 where it is this number.
  Index terms = 0;

  double active_share() const {
    return mean_of(static_cast<double>(active), terms > 0 ? static_cast<double>(terms) : static_cast<double>(divisor));
  }
};

/// Sample weights of the rows of a call, and Σ weight · divisor of the row's own loss. The mean is then
/// Σ weight · loss / that sum: with class weights as well, both are in it.
template <class T>
struct RowWeights {
  const T* each = nullptr;
  T divisor = T(0);
};

template <class T>
class LossFeed {
 public:
  /// `rows`: the most rows, or rows of triplets, that a call brings.
  LossFeed(const Experiment& experiment, const Examples<T>& examples, Index rows);

  const Loss<T>& loss() const { return *loss_; }

  /// Outputs and their targets, one row an example. `values` (one a row or element) and `slope` (gradient of the mean,
  /// shaped as outputs) may be null. `values` are without the sample weights, which only examples whose training rows
  /// have some may bring.
  LossTotal<T> rows(View<const T> outputs, View<const T> targets, T* values, View<T> slope,
                    const RowWeights<T>& weights = {});

  /// What the mean of the losses of these rows divides by; 0 where nothing counts.
  T divisor(View<const T> outputs, View<const T> targets) const;

  /// Of each row of a part with sample weights, its weight times the divisor of its own loss, which depends on its
  /// target alone: what the row adds to the divisor of any mean.
  std::vector<T> weighted_terms(const Examples<T>& examples, const Part<T>& part) const;

  /// Anchors, positives and negatives, one block after the other. `values` gets one a triplet, or two blocks of pairs;
  /// `slope` the gradient of sum / `divisor`, which is the number of triplets or pairs unless given.
  LossTotal<T> triplets(View<const T> stacked, T* values, View<T> slope, T divisor = T(0));

  /// Scores of lists and their relevances, for a loss of which of two is the higher: all pairs of a list whose
  /// relevances differ, the more relevant one first. `values` gets one a list, the sum over its pairs; the divisor is
  /// the number of pairs.
  LossTotal<T> ordered(View<const T> scores, View<const T> relevances, T* values, View<T> slope);

  /// Pairs of one list that ordered() compares.
  static Index pairs_of(View<const T> relevances, Index list);

  /// Losses that a triplet gives: 2 for pairs.
  Index per_triplet() const { return pairs_ ? 2 : 1; }

 private:
  View<const T> link(View<const T> outputs);
  void unlink(View<const T> outputs, View<T> slope) const;
  Index values_a_row(View<const T> outputs) const { return loss_->descriptor().elementwise ? outputs.cols : 1; }
  T weigh(const T* weights, View<const T> outputs, const T* values, View<T> slope) const;
  LossTotal<T> triplet_call(View<const T> stacked, T* values, View<T> slope, T divisor);
  LossTotal<T> pair_call(View<const T> stacked, T* values, View<T> slope, T divisor);

  std::unique_ptr<Loss<T>> loss_;
  WeightLists<T> lists_;
  Link link_;
  bool pairs_;
  Aligned<T> linked_;
  /// For pairs: the anchors twice, their gradients, and 1 or −1 a pair.
  Aligned<T> anchors_, anchor_slopes_, signs_;
  Aligned<T> scratch_;
  /// Losses of the rows, which the sample weights multiply.
  Aligned<T> values_;
  /// For pairs of scores: firsts, seconds, 1 each, losses and the gradients of both.
  std::array<Aligned<T>, 6> ordered_;
};

}  // namespace loss_playground
