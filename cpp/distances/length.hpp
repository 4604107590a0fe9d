// SPDX-License-Identifier: MIT
#pragma once
// Lengths and angles of rows of n numbers, for numbers of any size.
#include <algorithm>
#include <limits>

#include "distances/distance.hpp"

namespace loss_playground {

template <class T>
T dot(const T* a, const T* b, Index n) {
  T sum = T(0);
  for (Index i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

/// Whether a sum of products has kept its digits: it neither overflowed nor came near the smallest normal number.
template <class T>
bool in_range(T sum) {
  return math::is_finite(sum) && sum > std::numeric_limits<T>::min() / std::numeric_limits<T>::epsilon();
}

/// √(Σ a_i² + more). Squares of huge or tiny numbers leave the range of T although their root does not.
template <class T>
T length(const T* a, Index n, T more = T(0)) {
  const T sum = dot(a, a, n) + more;
  if (in_range(sum)) return math::sqrt(sum);
  T largest = T(0), scaled = T(0);
  for (Index i = 0; i < n; ++i) largest = std::max(largest, math::abs(a[i]));
  if (largest == T(0)) return math::sqrt(more);
  for (Index i = 0; i < n; ++i) scaled += (a[i] / largest) * (a[i] / largest);
  return largest * math::sqrt(scaled + more / largest / largest);
}

/// a·b / (long_a·long_b).
template <class T>
T cosine(const T* a, const T* b, Index n, T long_a, T long_b) {
  const T product = dot(a, b, n), whole = long_a * long_b;
  if (in_range(whole) && math::is_finite(product)) return product / whole;
  T sum = T(0);
  for (Index i = 0; i < n; ++i) sum += (a[i] / long_a) * (b[i] / long_b);
  return sum;
}

/// Adds the gradient of factor × cosine by `own`; `pulled` is 0 where its length is held by a floor, else 1.
template <class T>
void add_cosine_gradient(const T* own, const T* other, Index n, T own_length, T other_length, T cosine, T factor,
                         T pulled, T* grad) {
  const T pull = pulled * cosine / own_length;
  for (Index i = 0; i < n; ++i) grad[i] += factor * (other[i] / other_length - pull * own[i]) / own_length;
}

}  // namespace loss_playground
