// SPDX-License-Identifier: MIT
#pragma once
// Passes over flat arrays; sums in an order that depends on the length alone.
#include "core/tensor.hpp"

namespace loss_playground {

/// Σ x², summed in double precision.
double sum_of_squares(const float* x, Index n);
double sum_of_squares(const double* x, Index n);

/// Whether no number is infinite or NaN.
template <class T>
bool all_finite(const T* x, Index n);

/// to[i] = from[i]. For a few numbers quicker than the C library's call, for many as quick.
template <class T>
void copy_numbers(const T* from, T* to, Index n);

}  // namespace loss_playground
