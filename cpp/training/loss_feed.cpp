// SPDX-License-Identifier: MIT
#include "training/loss_feed.hpp"

#include <algorithm>

#include "losses/class_numbers.hpp"

namespace loss_playground {

template <class T>
LossFeed<T>::LossFeed(const Experiment& experiment, const Examples<T>& examples, Index rows)
    : loss_(make_loss<T>(experiment.loss)),
      lists_(loss_->descriptor(), experiment.loss.params, examples.form.outputs),
      link_(loss_->descriptor().link),
      pairs_(loss_->descriptor().target == Target::pair) {
  const auto size = static_cast<std::size_t>(rows * examples.form.outputs);
  if (link_ != Link::identity) linked_.resize(size);
  if (pairs_) {
    anchors_.resize(size);
    anchor_slopes_.resize(size);
    signs_.resize(static_cast<std::size_t>(rows));
  }
  if (loss_->descriptor().target == Target::order)
    for (Aligned<T>& numbers : ordered_) numbers.resize(size * static_cast<std::size_t>(examples.form.outputs - 1) / 2);
  if (!examples.train.weights.empty()) values_.resize(size);
  LossCall<T> largest;
  largest.inputs[0] = {nullptr, rows, examples.form.outputs};
  scratch_.resize(static_cast<std::size_t>(loss_->scratch_size(largest)));
}

template <class T>
View<const T> LossFeed<T>::link(View<const T> outputs) {
  if (link_ == Link::identity) return outputs;
  const View<T> linked{linked_.data(), outputs.rows, outputs.cols};
  for (Index i = 0; i < outputs.rows; ++i) {
    if (link_ == Link::sigmoid) {
      for (Index j = 0; j < outputs.cols; ++j) linked(i, j) = math::sigmoid(outputs(i, j));
      continue;
    }
    const Softmax<T> softmax(outputs.row(i), outputs.cols);
    for (Index j = 0; j < outputs.cols; ++j) linked(i, j) = -softmax.surprise(j);
  }
  return linked.read_only();
}

template <class T>
void LossFeed<T>::unlink(View<const T> outputs, View<T> slope) const {
  if (link_ == Link::identity) return;
  for (Index i = 0; i < outputs.rows; ++i) {
    if (link_ == Link::sigmoid) {
      for (Index j = 0; j < outputs.cols; ++j)
        slope(i, j) *= math::sigmoid(outputs(i, j)) * math::sigmoid(-outputs(i, j));
      continue;
    }
    const Softmax<T> softmax(outputs.row(i), outputs.cols);
    T sum = T(0);
    for (Index j = 0; j < outputs.cols; ++j) sum += slope(i, j);
    for (Index j = 0; j < outputs.cols; ++j) slope(i, j) -= softmax.probability(j) * sum;
  }
}

template <class T>
LossTotal<T> LossFeed<T>::rows(View<const T> outputs, View<const T> targets, T* values, View<T> slope,
                               const RowWeights<T>& weights) {
  LossCall<T> call;
  call.inputs = {link(outputs), targets};
  lists_.give(call);
  call.gradients[0] = slope;
  call.values = weights.each && !values ? values_.data() : values;
  call.scratch = scratch_.data();
  const T divisor = weights.each ? weights.divisor : loss_->divisor(call);
  call.scale = mean_of(T(1), divisor);
  const LossSum<T> found = (*loss_)(call);
  LossTotal<T> total{found.sum, divisor, found.active};
  if (weights.each) {
    total.sum = weigh(weights.each, outputs, call.values, slope);
  }
  if (weights.each || lists_.given()) total.terms = outputs.rows * values_a_row(outputs);
  if (slope.given()) unlink(outputs, slope);
  return total;
}

template <class T>
T LossFeed<T>::divisor(View<const T> outputs, View<const T> targets) const {
  LossCall<T> call;
  call.inputs = {outputs, targets};
  lists_.give(call);
  return loss_->divisor(call);
}

template <class T>
LossTotal<T> LossFeed<T>::triplets(View<const T> stacked, T* values, View<T> slope, T divisor) {
  if (divisor == T(0)) divisor = static_cast<T>(stacked.rows / 3 * per_triplet());
  return pairs_ ? pair_call(stacked, values, slope, divisor) : triplet_call(stacked, values, slope, divisor);
}

template <class T>
LossTotal<T> LossFeed<T>::triplet_call(View<const T> stacked, T* values, View<T> slope, T divisor) {
  const Index count = stacked.rows / 3;
  LossCall<T> call;
  for (std::size_t k = 0; k < 3; ++k) {
    const Index first = static_cast<Index>(k) * count;
    call.inputs[k] = {stacked.row(first), count, stacked.cols};
    if (slope.given()) call.gradients[k] = {slope.row(first), count, slope.cols};
  }
  call.values = values;
  call.scratch = scratch_.data();
  call.scale = mean_of(T(1), divisor);
  const LossSum<T> found = (*loss_)(call);
  return {found.sum, divisor, found.active};
}

template <class T>
LossTotal<T> LossFeed<T>::pair_call(View<const T> stacked, T* values, View<T> slope, T divisor) {
  const Index count = stacked.rows / 3, size = count * stacked.cols;
  for (Index half = 0; half < 2; ++half) {
    std::copy_n(stacked.data, size, anchors_.data() + half * size);
    std::fill_n(signs_.data() + half * count, count, half ? T(-1) : T(1));
  }
  LossCall<T> call;
  call.inputs = {View<const T>{anchors_.data(), 2 * count, stacked.cols},
                 View<const T>{stacked.row(count), 2 * count, stacked.cols},
                 View<const T>{signs_.data(), 2 * count, 1, 1}};
  if (slope.given()) {
    call.gradients[0] = {anchor_slopes_.data(), 2 * count, stacked.cols};
    call.gradients[1] = {slope.row(count), 2 * count, stacked.cols};
  }
  call.values = values;
  call.scale = mean_of(T(1), divisor);
  const LossSum<T> found = (*loss_)(call);
  for (Index i = 0; slope.given() && i < size; ++i)
    slope.data[i] = anchor_slopes_[static_cast<std::size_t>(i)] + anchor_slopes_[static_cast<std::size_t>(size + i)];
  return {found.sum, divisor, found.active};
}

template <class T>
LossTotal<T> LossFeed<T>::ordered(View<const T> scores, View<const T> relevances, T* values, View<T> slope) {
  T *firsts = ordered_[0].data(), *seconds = ordered_[1].data(), *signs = ordered_[2].data();
  T *losses = ordered_[3].data(), *first_slopes = ordered_[4].data(), *second_slopes = ordered_[5].data();
  const auto each_pair = [&](auto use) {
    std::size_t pair = 0;
    for (Index i = 0; i < scores.rows; ++i)
      for (Index j = 0; j < scores.cols; ++j)
        for (Index k = 0; k < scores.cols; ++k)
          if (relevances(i, j) > relevances(i, k)) use(i, j, k, pair++);
    return static_cast<Index>(pair);
  };
  const Index pairs = each_pair([&](Index i, Index j, Index k, std::size_t pair) {
    firsts[pair] = scores(i, j);
    seconds[pair] = scores(i, k);
    signs[pair] = T(1);
  });
  LossCall<T> call;
  for (std::size_t k = 0; k < 3; ++k) call.inputs[k] = {ordered_[k].data(), pairs, 1, 1};
  if (slope.given()) {
    call.gradients[0] = {first_slopes, pairs, 1, 1};
    call.gradients[1] = {second_slopes, pairs, 1, 1};
  }
  call.values = losses;
  call.scale = mean_of(T(1), static_cast<T>(pairs));
  const LossSum<T> found = (*loss_)(call);
  if (slope.given()) std::fill_n(slope.data, slope.size(), T(0));
  if (values) std::fill_n(values, scores.rows, T(0));
  each_pair([&](Index i, Index j, Index k, std::size_t pair) {
    if (values) values[i] += losses[pair];
    if (!slope.given()) return;
    slope(i, j) += first_slopes[pair];
    slope(i, k) += second_slopes[pair];
  });
  return {found.sum, static_cast<T>(pairs), found.active};
}

template <class T>
Index LossFeed<T>::pairs_of(View<const T> relevances, Index list) {
  Index pairs = 0;
  for (Index j = 0; j < relevances.cols; ++j)
    for (Index k = 0; k < relevances.cols; ++k) pairs += relevances(list, j) > relevances(list, k);
  return pairs;
}

template class LossFeed<float>;
template class LossFeed<double>;

}  // namespace loss_playground
