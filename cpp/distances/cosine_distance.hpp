// SPDX-License-Identifier: MIT
#pragma once
// One minus the cosine of the angle between a and b: length does not count.
//
//   d = 1 − a·b / (max(‖a‖, eps)·max(‖b‖, eps)), eps = 1e-8
//
// A vector shorter than eps is divided by eps, as PyTorch does, so that the zero vector has distance 1 to all.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.cosine_similarity.html
#include <algorithm>

#include "distances/distance.hpp"

namespace loss_playground {

struct CosineDistance {
  template <class T>
  T operator()(const T* a, const T* b, Index n) const {
    return T(1) - dot(a, b, n) / (length(a, n) * length(b, n));
  }

  template <class T>
  void add_gradient(const T* a, const T* b, Index n, T distance, T factor, T* grad_a, T* grad_b) const {
    const T long_a = length(a, n), long_b = length(b, n), cosine = T(1) - distance;
    if (grad_a) add_side(a, b, n, long_a, long_b, cosine, factor, grad_a);
    if (grad_b) add_side(b, a, n, long_b, long_a, cosine, factor, grad_b);
  }

 private:
  template <class T>
  static T dot(const T* a, const T* b, Index n) {
    T sum = T(0);
    for (Index i = 0; i < n; ++i) sum += a[i] * b[i];
    return sum;
  }
  template <class T>
  static T length(const T* a, Index n) {
    return std::max(math::sqrt(dot(a, a, n)), T(1e-8));
  }
  /// Gradient with respect to `own`; at the floor of eps its length is a constant.
  template <class T>
  static void add_side(const T* own, const T* other, Index n, T own_length, T other_length, T cosine, T factor,
                       T* grad) {
    const T pull = own_length > T(1e-8) ? cosine / own_length : T(0);
    for (Index i = 0; i < n; ++i) grad[i] -= factor * (other[i] / other_length - pull * own[i]) / own_length;
  }
};

}  // namespace loss_playground
