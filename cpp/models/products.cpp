// SPDX-License-Identifier: MIT
#include "models/products.hpp"

#include <algorithm>

namespace loss_playground {

namespace {

/// Rows and vectors of a tile: its sums stay in registers, of which WebAssembly's engines have 15.
constexpr Index tile_rows = 2, tile_vectors = 4;

/// Entries of x that a tile goes through before the next tile, and rows of slopes that each input is paired with before
/// the next input: few enough that both stay in a first-level cache of 32 KB.
constexpr Index depth_block = 256, slope_block_bytes = 16384;

/// A factor whose entry (row, k) is data[row·row_step + k·k_step]: a weight matrix or its transpose.
template <class T>
struct Factor {
  const T* data;
  Index row_step, k_step, depth;
};

/// rows × vectors of y, starting at the given pointers: y ← factor·x (+ bias, where there is one); y ← y + factor·x
/// where it goes on.
template <class T, Index rows, Index vectors>
void product_tile(const Factor<T>& factor, const T* bias, bool goes_on, const T* x, Index x_stride, T* y,
                  Index y_stride) {
  constexpr Index lanes = lane_count<T>;
  Lanes<T> sums[rows][vectors];
  for (Index i = 0; i < rows; ++i)
    for (Index v = 0; v < vectors; ++v)
      sums[i][v] = goes_on ? load(y + i * y_stride + v * lanes) : splat(bias ? bias[i] : T(0));
  const T* entry = factor.data;
  for (Index k = 0; k < factor.depth; ++k) {
    Lanes<T> column[vectors];
    for (Index v = 0; v < vectors; ++v) column[v] = load(x + v * lanes);
    for (Index i = 0; i < rows; ++i) {
      const Lanes<T> w = splat(entry[i * factor.row_step]);
      for (Index v = 0; v < vectors; ++v) sums[i][v] += w * column[v];
    }
    entry += factor.k_step;
    x += x_stride;
  }
  for (Index i = 0; i < rows; ++i)
    for (Index v = 0; v < vectors; ++v) store(y + i * y_stride + v * lanes, sums[i][v]);
}

template <class T, Index vectors>
void product_columns(const Factor<T>& factor, const T* bias, const Panel<const T>& x, const Panel<T>& y, Index column) {
  for (Index k = 0; k < factor.depth; k += depth_block) {
    const Index depth = std::min(depth_block, factor.depth - k);
    const auto tile = [&]<Index rows>(Index i) {
      const Factor<T> part{factor.data + i * factor.row_step + k * factor.k_step, factor.row_step, factor.k_step,
                           depth};
      product_tile<T, rows, vectors>(part, bias ? bias + i : nullptr, k > 0, x.feature(k) + column, x.stride,
                                     y.feature(i) + column, y.stride);
    };
    Index i = 0;
    for (; i + tile_rows <= y.features; i += tile_rows) tile.template operator()<tile_rows>(i);
    for (; i < y.features; ++i) tile.template operator()<1>(i);
  }
}

template <class T>
void product(const Factor<T>& factor, const T* bias, const Panel<const T>& x, const Panel<T>& y) {
  constexpr Index lanes = lane_count<T>;
  Index column = 0, vectors = padded<T>(x.examples) / lanes;
  for (; vectors >= tile_vectors; vectors -= tile_vectors, column += tile_vectors * lanes)
    product_columns<T, tile_vectors>(factor, bias, x, y, column);
  if (vectors == 3) product_columns<T, 3>(factor, bias, x, y, column);
  if (vectors == 2) product_columns<T, 2>(factor, bias, x, y, column);
  if (vectors == 1) product_columns<T, 1>(factor, bias, x, y, column);
}

/// Products of `rows` rows of slope with `lane_count` rows of x, each summed over the examples: one vector a row.
template <class T, Index rows>
void pairing_tile(const Panel<const T>& slope, Index i, const Panel<const T>& x, Index j, T* gradient, Index inputs) {
  constexpr Index lanes = lane_count<T>;
  Lanes<T> sums[rows][lanes];
  for (Index r = 0; r < rows; ++r)
    for (Index c = 0; c < lanes; ++c) sums[r][c] = splat(T(0));
  const T *a = slope.feature(i), *b = x.feature(j);
  const T* const end = a + padded<T>(x.examples);
  for (; a != end; a += lanes, b += lanes) {
    Lanes<T> left[rows];
    for (Index r = 0; r < rows; ++r) left[r] = load(a + r * slope.stride);
    for (Index c = 0; c < lanes; ++c) {
      const Lanes<T> right = load(b + c * x.stride);
      for (Index r = 0; r < rows; ++r) sums[r][c] += left[r] * right;
    }
  }
  for (Index r = 0; r < rows; ++r) store(gradient + (i + r) * inputs + j, sums_of(sums[r]));
}

/// Sums over the examples of `rows` rows of slope, each times x where there is one: stored a step apart.
template <class T, Index rows>
void column_tile(const T* slope, Index stride, const T* x, Index columns, T* gradient, Index step) {
  Lanes<T> sums[rows] = {};
  for (Index column = 0; column < columns; column += lane_count<T>) {
    const Lanes<T> right = x ? load(x + column) : splat(T(1));
    for (Index r = 0; r < rows; ++r) sums[r] += load(slope + r * stride + column) * right;
  }
  if constexpr (rows == 1) {
    *gradient = sum_of(sums[0]);
  } else {
    const Lanes<T> all = sums_of(sums);
    for (Index r = 0; r < rows; ++r) gradient[r * step] = all[r];
  }
}

template <class T>
void column_slopes(const Panel<const T>& slope, const T* x, T* gradient, Index step) {
  constexpr Index rows = lane_count<T>;
  const Index columns = padded<T>(slope.examples);
  Index i = 0;
  for (; i + rows <= slope.features; i += rows)
    column_tile<T, rows>(slope.feature(i), slope.stride, x, columns, gradient + i * step, step);
  for (; i < slope.features; ++i)
    column_tile<T, 1>(slope.feature(i), slope.stride, x, columns, gradient + i * step, step);
}

}  // namespace

template <class T>
void to_panel(View<const T> rows, const Panel<T>& panel) {
  const Index columns = padded<T>(rows.rows);
  for (Index j = 0; j < rows.cols; ++j) {
    T* feature = panel.feature(j);
    for (Index i = 0; i < rows.rows; ++i) feature[i] = rows(i, j);
    for (Index i = rows.rows; i < columns; ++i) feature[i] = T(0);
  }
}

template <class T>
void from_panel(const Panel<const T>& panel, View<T> rows) {
  for (Index j = 0; j < rows.cols; ++j) {
    const T* feature = panel.feature(j);
    for (Index i = 0; i < rows.rows; ++i) rows(i, j) = feature[i];
  }
}

template <class T>
void weighted_sums(const T* weight, const T* bias, const Panel<const T>& x, const Panel<T>& y) {
  product(Factor<T>{weight, x.features, 1, x.features}, bias, x, y);
}

template <class T>
void input_slopes(const T* weight, const Panel<const T>& slope_y, const Panel<T>& slope_x) {
  product(Factor<T>{weight, 1, slope_x.features, slope_y.features}, static_cast<const T*>(nullptr), slope_y, slope_x);
}

template <class T>
void weight_slopes(const Panel<const T>& slope_y, const Panel<const T>& x, T* gradient_weight, T* gradient_bias) {
  constexpr Index lanes = lane_count<T>, rows = 2;
  const Index inputs = x.features, outputs = slope_y.features, whole = inputs / lanes * lanes;
  const Index row_bytes = slope_y.stride * static_cast<Index>(sizeof(T));
  const Index block = std::max(slope_block_bytes / row_bytes / rows * rows, rows);
  for (Index first = 0; first < outputs; first += block) {
    const Index end = std::min(first + block, outputs);
    for (Index j = 0; j < whole; j += lanes) {
      Index i = first;
      for (; i + rows <= end; i += rows) pairing_tile<T, rows>(slope_y, i, x, j, gradient_weight, inputs);
      for (; i < end; ++i) pairing_tile<T, 1>(slope_y, i, x, j, gradient_weight, inputs);
    }
  }
  for (Index j = whole; j < inputs; ++j) column_slopes(slope_y, x.feature(j), gradient_weight + j, inputs);
  column_slopes(slope_y, static_cast<const T*>(nullptr), gradient_bias, 1);
}

template void to_panel(View<const float>, const Panel<float>&);
template void to_panel(View<const double>, const Panel<double>&);
template void from_panel(const Panel<const float>&, View<float>);
template void from_panel(const Panel<const double>&, View<double>);
template void weighted_sums(const float*, const float*, const Panel<const float>&, const Panel<float>&);
template void weighted_sums(const double*, const double*, const Panel<const double>&, const Panel<double>&);
template void input_slopes(const float*, const Panel<const float>&, const Panel<float>&);
template void input_slopes(const double*, const Panel<const double>&, const Panel<double>&);
template void weight_slopes(const Panel<const float>&, const Panel<const float>&, float*, float*);
template void weight_slopes(const Panel<const double>&, const Panel<const double>&, double*, double*);

}  // namespace loss_playground
