// SPDX-License-Identifier: MIT
#pragma once
// What triplet losses share: a hinge on the difference of two distances, for any distance.
//
//   l = max(0, d(anchor, positive) − d(anchor, negative) + margin)
//
// With `swap` the negative's distance is the smaller of d(anchor, negative) and d(positive, negative); at a tie each
// has half the gradient. At the hinge itself the gradient is 0. Rows with l > 0 are the active ones.
#include <algorithm>

#include "losses/loss.hpp"

namespace loss_playground {

inline constexpr std::array<LossInput, max_loss_inputs> triplet_inputs{LossInput{"anchor", "(N, D) or (D)", "real"},
                                                                       LossInput{"positive", "(N, D) or (D)", "real"},
                                                                       LossInput{"negative", "(N, D) or (D)", "real"}};

template <class T>
void check_triplet(const LossDescriptor& descriptor, const LossCall<T>& call, Error& error) {
  if (call.inputs[0].rank < 1) error = {"anchor.shape", shape_text(call.inputs[0]), "[N, D] or [D]"};
  for (std::size_t other = 1; other < 3 && !error; ++other) check_same_shape(descriptor, call, other, error);
}

template <class T, class Distance>
T triplet_row(const Distance& distance, const LossCall<T>& call, Index i, Index n, T margin, bool swap) {
  std::array<const T*, 3> point;
  std::array<T*, 3> grad{};
  for (std::size_t k = 0; k < 3; ++k) {
    point[k] = call.inputs[k].data + i * n;
    if (!call.gradients[k].given()) continue;
    grad[k] = call.gradients[k].data + i * n;
    std::fill_n(grad[k], n, T(0));
  }
  const T near = distance(point[0], point[1], n), far = distance(point[0], point[2], n);
  const T swapped = swap ? distance(point[1], point[2], n) : far;
  T value = near - std::min(far, swapped) + margin;
  if constexpr (requires { distance.lead_of_huge(point[0], point[1], point[2], n); }) {
    // The difference of two distances beyond the largest number.
    if (value != value) {
      value = distance.lead_of_huge(point[0], point[1], point[2], n) + margin;
      if (swap) value = std::max(value, distance.lead_of_huge(point[1], point[0], point[2], n) + margin);
    }
  }
  if (value <= T(0)) return T(0);
  const T own_share = !swap || far < swapped ? T(1) : (far == swapped ? T(0.5) : T(0));
  distance.add_gradient(point[0], point[1], n, near, call.scale, grad[0], grad[1]);
  if (own_share != T(0)) distance.add_gradient(point[0], point[2], n, far, -call.scale * own_share, grad[0], grad[2]);
  if (own_share != T(1))
    distance.add_gradient(point[1], point[2], n, swapped, -call.scale * (T(1) - own_share), grad[1], grad[2]);
  return value;
}

template <class T, class Distance>
LossSum<T> triplet_sum(const Distance& distance, const LossCall<T>& call, double margin, bool swap) {
  const auto anchors = as_batch(call.inputs[0]);
  LossSum<T> total;
  for (Index i = 0; i < anchors.rows; ++i) {
    const T value = triplet_row(distance, call, i, anchors.cols, static_cast<T>(margin), swap);
    if (call.values) call.values[i] = value;
    total.sum += value;
    total.active += value > T(0);
  }
  return total;
}

}  // namespace loss_playground
