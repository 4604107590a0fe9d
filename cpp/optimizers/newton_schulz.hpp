// SPDX-License-Identifier: MIT
#pragma once
// The nearest orthogonal matrix, nearly: a polynomial of the matrix that draws all its singular values towards 1.
//
//   x ← x / max(‖x‖, eps), then x ← 3.4445·x − 4.775·(x·xᵀ)·x + 2.0315·(x·xᵀ)²·x
//
// Five times leaves them between about 0.7 and 1.2; the coefficients were chosen to get there soon, not to converge.
// Jordan et al.: Muon (2024), https://kellerjordan.github.io/posts/muon/
#include <algorithm>

#include "optimizers/optimizer.hpp"

namespace loss_playground {

template <class T>
void add_scaled(T factor, const T* __restrict from, Index size, T* __restrict to) {
  for (Index i = 0; i < size; ++i) to[i] += factor * from[i];
}
template <class T>
void add_outer(const T* a, const T* b, Index size, T* to) {
  for (Index i = 0; i < size; ++i) add_scaled(a[i], b, size, to + i * size);
}

/// Newton and Schulz on a matrix of `height` rows and `width` ≤ height columns; the scratch beyond it is used.
template <class T>
void orthogonalize(T* x, Index height, Index width, int steps, double eps) {
  const Index size = height * width, square = width * width;
  T *product = x + size, *gram = product + size, *polynomial = gram + square;
  const T scale = static_cast<T>(1 / std::max(norm(x, size), eps));
  for (Index i = 0; i < size; ++i) x[i] *= scale;
  for (int iteration = 0; iteration < steps; ++iteration) {
    std::fill_n(gram, square, T(0));
    for (Index k = 0; k < height; ++k) add_outer(x + k * width, x + k * width, width, gram);
    for (Index i = 0; i < square; ++i) polynomial[i] = T(-4.775) * gram[i];
    for (Index i = 0; i < width; ++i)
      for (Index k = 0; k < width; ++k)
        add_scaled(T(2.0315) * gram[i * width + k], gram + k * width, width, polynomial + i * width);
    for (Index i = 0; i < size; ++i) product[i] = T(3.4445) * x[i];
    for (Index i = 0; i < height; ++i)
      for (Index k = 0; k < width; ++k)
        add_scaled(x[i * width + k], polynomial + k * width, width, product + i * width);
    std::copy_n(product, size, x);
  }
}

}  // namespace loss_playground
