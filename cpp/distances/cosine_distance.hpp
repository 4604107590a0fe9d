// SPDX-License-Identifier: MIT
#pragma once
// One minus the cosine of the angle between a and b: length does not count.
//
//   d = 1 − a·b / (max(‖a‖, eps)·max(‖b‖, eps)), eps = 1e-8
//
// A vector shorter than eps is divided by eps, as PyTorch does, so that the zero vector has distance 1 to all.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.cosine_similarity.html
#include "core/descriptor.hpp"
#include "distances/length.hpp"

namespace loss_playground {

struct CosineDistance {
  static constexpr Descriptor descriptor{
      "cosine",
      "cosine distance",
      "One minus the cosine of the angle between two points: only direction matters.",
      R"(d = 1 - \frac{a \cdot b}{\lVert a \rVert \lVert b \rVert})",
      "PyTorch: cosine_similarity",
      "https://pytorch.org/docs/stable/generated/torch.nn.functional.cosine_similarity.html",
      {.call = "1 - torch.nn.functional.cosine_similarity(a, b, dim=-1)"}};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* a, const T* b, Index n) const {
    return T(1) - cosine(a, b, n, floored(a, n), floored(b, n));
  }

  template <class T>
  void add_gradient(const T* a, const T* b, Index n, T distance, T factor, T* grad_a, T* grad_b) const {
    const T long_a = floored(a, n), long_b = floored(b, n), cosine = T(1) - distance;
    if (grad_a) add_cosine_gradient(a, b, n, long_a, long_b, cosine, -factor, pulled(long_a), grad_a);
    if (grad_b) add_cosine_gradient(b, a, n, long_b, long_a, cosine, -factor, pulled(long_b), grad_b);
  }

  template <class T>
  static T floored(const T* a, Index n) {
    return std::max(length(a, n), T(1e-8));
  }
  /// At the floor of eps a length is a constant.
  template <class T>
  static T pulled(T length) {
    return length > T(1e-8) ? T(1) : T(0);
  }
};

}  // namespace loss_playground
