// SPDX-License-Identifier: MIT
#pragma once
// Reductions over flat arrays, in an order that depends on the length alone.
#include "core/tensor.hpp"

namespace loss_playground {

/// Σ x², summed in double precision.
double sum_of_squares(const float* x, Index n);
double sum_of_squares(const double* x, Index n);

/// Whether no number is infinite or NaN.
template <class T>
bool all_finite(const T* x, Index n);

}  // namespace loss_playground
