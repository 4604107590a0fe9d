// SPDX-License-Identifier: MIT
#pragma once
// The squared length of a − b: no root, so its gradient fades as the points meet.
//
//   d = Σ_i (a_i − b_i)²
#include <algorithm>

#include "core/descriptor.hpp"
#include "distances/distance.hpp"

namespace loss_playground {

struct SquaredEuclideanDistance {
  static constexpr Descriptor descriptor{
      "squared_euclidean",
      "squared Euclidean distance",
      "The square of the Euclidean distance: its gradient vanishes as the points meet.",
      R"(d = \sum_i (a_i - b_i)^2)",
      nullptr,
      nullptr,
      {.call = "((a - b) ** 2).sum(-1)"}};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* a, const T* b, Index n) const {
    T sum = T(0);
    for (Index i = 0; i < n; ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
  }

  template <class T>
  void add_gradient(const T* a, const T* b, Index n, T, T factor, T* grad_a, T* grad_b) const {
    for (Index i = 0; i < n; ++i) add_opposite(i, T(2) * factor * (a[i] - b[i]), grad_a, grad_b);
  }

  /// How much farther b is from a than c is, where both distances are beyond the largest number.
  template <class T>
  T lead_of_huge(const T* a, const T* b, const T* c, Index n) const {
    T largest = T(0), sum = T(0);
    for (Index i = 0; i < n; ++i) largest = std::max({largest, math::abs(a[i] - b[i]), math::abs(a[i] - c[i])});
    for (Index i = 0; i < n; ++i) {
      const T to_b = (a[i] - b[i]) / largest, to_c = (a[i] - c[i]) / largest;
      sum += to_b * to_b - to_c * to_c;
    }
    return sum == T(0) ? T(0) : sum * largest * largest;
  }
};

}  // namespace loss_playground
