// SPDX-License-Identifier: MIT
#pragma once
// The squared length of a − b: no root, so its gradient fades as the points meet.
//
//   d = Σ_i (a_i − b_i)²
#include "core/descriptor.hpp"
#include "distances/distance.hpp"

namespace loss_playground {

struct SquaredEuclideanDistance {
  static constexpr Descriptor descriptor{
      "squared_euclidean",
      "squared Euclidean distance",
      "The squared length of the line between two points: its pull fades as they meet.",
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
};

}  // namespace loss_playground
