// SPDX-License-Identifier: MIT
#pragma once
// The p-norm of a − b + eps: the distance that triplet losses use by default.
//
//   d = (Σ_i |a_i − b_i + eps|^p)^(1/p)
//
// eps is added to the difference, inside the norm, as PyTorch does; so the distance of a point to itself is not 0. The
// gradient at distance 0, and of a component at its kink, is 0.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.pairwise_distance.html
#include <algorithm>
#include <limits>

#include "distances/distance.hpp"

namespace loss_playground {

struct PairwiseDistance {
  double p = 2;
  double eps = 1e-6;

  template <class T>
  T operator()(const T* a, const T* b, Index n) const {
    if (p == 1 || p == 2) {
      const T sum = p == 1 ? sum_of_terms(a, b, n, [](auto part) { return math::abs(part); })
                           : sum_of_terms(a, b, n, [](auto part) { return part * part; });
      // Powers of huge or tiny differences leave the range of T although the norm itself does not.
      if (math::is_finite(sum) && sum > std::numeric_limits<T>::min() / std::numeric_limits<T>::epsilon())
        return root(sum);
    }
    // Other powers go through a logarithm, which is the more exact the nearer its number is to 1.
    T largest = T(0);
    for (Index i = 0; i < n; ++i) largest = std::max(largest, math::abs(difference(a, b, i)));
    return largest == T(0) || !math::is_finite(largest) ? largest : largest * root(power_sum(a, b, n, largest));
  }

  template <class T>
  void add_gradient(const T* a, const T* b, Index n, T distance, T factor, T* grad_a, T* grad_b) const {
    if (distance == T(0)) return;
    if (p == 2) {
      // The same bits as those below, without a power for each component.
      for (Index i = 0; i < n; ++i) add_opposite(i, factor * (difference(a, b, i) / distance), grad_a, grad_b);
      return;
    }
    const T exponent = static_cast<T>(p) - T(1);
    for (Index i = 0; i < n; ++i) {
      const T part = difference(a, b, i), size = math::pow(math::abs(part) / distance, exponent);
      if (part != T(0)) add_opposite(i, factor * (part < T(0) ? -size : size), grad_a, grad_b);
    }
  }

 private:
  template <class T>
  T difference(const T* a, const T* b, Index i) const {
    return a[i] - b[i] + static_cast<T>(eps);
  }
  /// A vector of terms at a time; `term` takes numbers and vectors.
  template <class T, class Term>
  T sum_of_terms(const T* a, const T* b, Index n, Term term) const {
    Lanes<T> sums{};
    Index i = 0;
    for (; i + lane_count<T> <= n; i += lane_count<T>)
      sums += term(load(a + i) - load(b + i) + splat(static_cast<T>(eps)));
    T sum = sum_of(sums);
    for (; i < n; ++i) sum += term(difference(a, b, i));
    return sum;
  }
  template <class T>
  T power_sum(const T* a, const T* b, Index n, T unit) const {
    T sum = T(0);
    for (Index i = 0; i < n; ++i) sum += math::pow(math::abs(difference(a, b, i)) / unit, static_cast<T>(p));
    return sum;
  }
  template <class T>
  T root(T sum) const {
    return math::pow(sum, T(1) / static_cast<T>(p));
  }
};

}  // namespace loss_playground
