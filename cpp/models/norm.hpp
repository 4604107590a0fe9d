// SPDX-License-Identifier: MIT
#pragma once
// Brings each example to a common size, then scales its features.
//
//   layer: x̂ = (x − mean(x)) / √(var(x) + eps), y = g·x̂ + b      rms: x̂ = x / √(mean(x²) + eps), y = g·x̂
//
// The variance divides by the number of features; eps is 1e-5.
// Ba, Kiros, Hinton: Layer normalization (2016), https://arxiv.org/abs/1607.06450
// Zhang, Sennrich: Root mean square layer normalization (2019), https://arxiv.org/abs/1910.07467
#include <algorithm>

#include "core/math.hpp"
#include "models/products.hpp"

namespace loss_playground {

enum class Norm { layer, rms };
inline constexpr std::initializer_list<const char*> norm_names = {"layer", "rms"};

/// Writes x̂ (`unit`), 1/√… of each example (`inverse`) and y; padding too. `bias` is null for rms, `scratch` has a
/// number an example.
template <class T>
void norm_forward(Panel<const T> x, const T* gain, const T* bias, Panel<T> unit, T* inverse, T* scratch, Panel<T> y) {
  const Index columns = padded<T>(x.examples);
  const T share = T(1) / static_cast<T>(x.features);
  T* mean = scratch;
  std::fill_n(mean, columns, T(0));
  std::fill_n(inverse, columns, T(0));
  for (Index j = 0; bias && j < x.features; ++j)
    for (Index c = 0; c < columns; ++c) mean[c] += share * x.feature(j)[c];
  for (Index j = 0; j < x.features; ++j) {
    for (Index c = 0; c < columns; ++c) {
      const T part = x.feature(j)[c] - mean[c];
      unit.feature(j)[c] = part;
      inverse[c] += share * part * part;
    }
  }
  for (Index c = 0; c < columns; ++c) inverse[c] = T(1) / math::sqrt(inverse[c] + T(1e-5));
  for (Index j = 0; j < x.features; ++j) {
    const T shift = bias ? bias[j] : T(0);
    for (Index c = 0; c < columns; ++c) {
      unit.feature(j)[c] *= inverse[c];
      y.feature(j)[c] = gain[j] * unit.feature(j)[c] + shift;
    }
  }
}

/// From the gradient of y: writes that of the gain and the bias (null for rms) and adds that of x to `below`. `scratch`
/// has two numbers an example.
template <class T>
void norm_backward(Panel<const T> slope, Panel<const T> unit, const T* inverse, const T* gain, T* gain_gradient,
                   T* bias_gradient, T* scratch, Panel<T> below) {
  const Index columns = padded<T>(slope.examples);
  const T share = T(1) / static_cast<T>(slope.features);
  T *mean = scratch, *along = scratch + columns;
  std::fill_n(scratch, 2 * columns, T(0));
  for (Index j = 0; j < slope.features; ++j) {
    const T *s = slope.feature(j), *u = unit.feature(j);
    T gains = T(0), biases = T(0);
    for (Index c = 0; c < columns; ++c) {
      mean[c] += share * gain[j] * s[c];
      along[c] += share * gain[j] * s[c] * u[c];
      gains += s[c] * u[c];
      biases += s[c];
    }
    gain_gradient[j] = gains;
    if (bias_gradient) bias_gradient[j] = biases;
  }
  if (!bias_gradient) std::fill_n(mean, columns, T(0));
  for (Index j = 0; j < slope.features; ++j)
    for (Index c = 0; c < columns; ++c)
      below.feature(j)[c] += inverse[c] * (gain[j] * slope.feature(j)[c] - mean[c] - unit.feature(j)[c] * along[c]);
}

}  // namespace loss_playground
