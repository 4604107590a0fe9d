// SPDX-License-Identifier: MIT
#pragma once
// What Dice and Tversky loss share: one minus an overlap of probabilities p and truths y.
//
//   l = 1 − (TP + s) / (TP + a·FP + b·FN + s), TP = Σ p·y, FP = Σ p·(1 − y), FN = Σ (1 − p)·y
//
// Computed as (a·FP + b·FN) / (TP + a·FP + b·FN + s), which does not cancel where they agree; 0 where that is 0 / 0.
#include "losses/rowwise.hpp"

namespace loss_playground {

template <class T>
T overlap_row(const LossCall<T>& call, Index i, T alarm, T miss, T smooth) {
  const auto input = as_batch(call.inputs[0]), target = as_batch(call.inputs[1]);
  T hits = smooth, errors = T(0);
  for (Index c = 0; c < input.cols; ++c) {
    const T p = input(i, c), y = target(i, c);
    hits += p * y;
    errors += alarm * p * (T(1) - y) + miss * (T(1) - p) * y;
  }
  const T whole = hits + errors;
  if (!(whole > T(0))) return T(0);
  T *gradient = gradient_row(call, 0, i), *target_gradient = gradient_row(call, 1, i);
  // The derivative of errors / whole: its numerator's slope times hits, less its own share of the hits' slope.
  const T good = hits / whole / whole * call.scale, bad = errors / whole / whole * call.scale;
  for (Index c = 0; c < input.cols; ++c) {
    const T p = input(i, c), y = target(i, c);
    if (gradient) gradient[c] = good * (alarm * (T(1) - y) - miss * y) - bad * y;
    if (target_gradient) target_gradient[c] = good * (miss * (T(1) - p) - alarm * p) - bad * p;
  }
  return errors / whole;
}

}  // namespace loss_playground
