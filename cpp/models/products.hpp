// SPDX-License-Identifier: MIT
#pragma once
// The three matrix products of a linear layer, on panels: matrices with one row a feature and one column an example.
//
// A panel's columns are padded to whole vectors, so that each instruction works on as many examples as a vector has
// lanes, for any width of layer; weights need no packing and tiny layers no special case. The order of every sum
// depends on the sizes alone, so the bits are the same everywhere.
#include "core/lanes.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

/// `features` rows of `stride` numbers each, of which the first `examples` count; the others are padding.
template <class T>
struct Panel {
  T* data = nullptr;
  Index features = 0;
  Index examples = 0;
  Index stride = 0;

  T* feature(Index i) const { return data + i * stride; }
  Index size() const { return features * stride; }
  Panel<const T> read_only() const { return {data, features, examples, stride}; }
};

/// Numbers from one feature to the next: whole vectors, and for many examples an odd number of cache lines, since a
/// power of two would crowd all features into a few places of the cache.
template <class T>
constexpr Index panel_stride(Index examples) {
  constexpr Index lanes = lane_count<T>, line = 64 / static_cast<Index>(sizeof(T));
  if (examples <= 2 * line) return (examples + lanes - 1) / lanes * lanes;
  const Index lines = (examples + line - 1) / line;
  return (lines % 2 == 0 ? lines + 1 : lines) * line;
}

/// Columns that products work on: the examples, rounded up to whole vectors.
template <class T>
constexpr Index padded(Index examples) {
  return (examples + lane_count<T> - 1) / lane_count<T> * lane_count<T>;
}

/// panel ← rowsᵀ, with 0 in the padding.
template <class T>
void to_panel(View<const T> rows, const Panel<T>& panel);

/// rows ← panelᵀ.
template <class T>
void from_panel(const Panel<const T>& panel, View<T> rows);

/// y ← W·x + b, W (y.features, x.features). Shapes (features, examples).
template <class T>
void weighted_sums(const T* weight, const T* bias, const Panel<const T>& x, const Panel<T>& y);

/// slope_x ← Wᵀ·slope_y: the gradient with respect to a layer's inputs.
template <class T>
void input_slopes(const T* weight, const Panel<const T>& slope_y, const Panel<T>& slope_x);

/// gradient_weight ← slope_y·xᵀ and gradient_bias ← the sums of slope_y's rows. The padding of slope_y must be 0.
template <class T>
void weight_slopes(const Panel<const T>& slope_y, const Panel<const T>& x, T* gradient_weight, T* gradient_bias);

}  // namespace loss_playground
