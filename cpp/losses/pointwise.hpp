// SPDX-License-Identifier: MIT
#pragma once
// Losses that are a function of the numbers at one place of up to four tensors of one shape. A loss gives one small
// function of a place; the loop is shared by all, so that a loss more costs no loop more.
#include <algorithm>
#include <limits>

#include "losses/loss.hpp"

namespace loss_playground {

/// A loss and its derivatives by the numbers at one place.
template <class T>
struct Point {
  T value;
  std::array<T, max_loss_inputs> slopes{};
};

template <class T>
using Place = std::array<T, max_loss_inputs>;

/// `point` works out a place for a rule; the number of a tensor that is not given is 1, as a weight would be.
template <class T>
LossSum<T> pointwise_sum(const LossCall<T>& call, Point<T> (*point)(const void* rule, const Place<T>&),
                         const void* rule) {
  LossSum<T> total;
  for (Index i = 0; i < call.inputs[0].size(); ++i) {
    Place<T> place;
    for (std::size_t k = 0; k < max_loss_inputs; ++k) place[k] = call.inputs[k].given() ? call.inputs[k].data[i] : T(1);
    const Point<T> found = point(rule, place);
    total.sum += found.value;
    total.active += found.value != T(0);
    if (call.values) call.values[i] = found.value;
    for (std::size_t k = 0; k < max_loss_inputs; ++k)
      if (call.gradients[k].given()) call.gradients[k].data[i] = call.scale * found.slopes[k];
  }
  return total;
}

/// A rule has `Point<T> point(const Place<T>&) const`.
template <class Rule>
struct PointwiseLoss {
  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    for (std::size_t k = 1; k < max_loss_inputs && !error; ++k) check_same_shape(Rule::descriptor, call, k, error);
  }

  /// The mean is over all elements.
  template <class T>
  T divisor(const LossCall<T>& call) const {
    return static_cast<T>(call.inputs[0].size());
  }

  template <class T>
  LossSum<T> operator()(const LossCall<T>& call) const {
    const auto point = [](const void* rule, const Place<T>& place) {
      return static_cast<const Rule*>(rule)->point(place);
    };
    return pointwise_sum<T>(call, point, static_cast<const Rule*>(this));
  }
};

}  // namespace loss_playground
