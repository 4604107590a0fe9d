// SPDX-License-Identifier: MIT
#pragma once
// A distance is an aggregate with two calls: its value for two rows of n numbers, and the gradient of factor × value,
// added to both rows' gradients (either may be null).
#include "core/math.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

/// Adds ±amount to the gradients of both rows: most distances depend on a − b alone.
template <class T>
void add_opposite(Index i, T amount, T* grad_a, T* grad_b) {
  if (grad_a) grad_a[i] += amount;
  if (grad_b) grad_b[i] -= amount;
}

}  // namespace loss_playground
