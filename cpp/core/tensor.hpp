// SPDX-License-Identifier: MIT
#pragma once
// Views of row-major tensors. They own nothing and are passed by value.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "core/eigen.hpp"

namespace loss_playground {

using Index = std::ptrdiff_t;

template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Numbers whose first one lies where vectors may be loaded from.
template <class T>
using Aligned = std::vector<T, Eigen::aligned_allocator<T>>;

/// A row-major matrix somewhere in memory. A tensor of a higher rank is seen as columns (its last dimension) and rows
/// (all others), a vector as rows of one column; `rank` tells a vector [N] from a matrix [N, 1].
template <class T>
struct View {
  T* data = nullptr;
  Index rows = 0;
  Index cols = 0;
  int rank = 2;

  Index size() const { return rows * cols; }
  bool given() const { return data != nullptr; }
  T* row(Index i) const { return data + i * cols; }
  T& operator()(Index i, Index j) const { return data[i * cols + j]; }

  auto map() const {
    using Plain = Matrix<std::remove_const_t<T>>;
    using Mapped = std::conditional_t<std::is_const_v<T>, const Plain, Plain>;
    return Eigen::Map<Mapped>(data, rows, cols);
  }
  View<const T> read_only() const { return {data, rows, cols, rank}; }
};

/// A tensor of rank 1 as a batch of one row: PyTorch takes an unbatched example this way.
template <class T>
View<T> as_batch(View<T> view) {
  if (view.rank >= 2) return view;
  return {view.data, 1, view.size(), 2};
}

/// "[3, 2]", for error messages.
inline std::string shape_text(const std::vector<Index>& shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + "]";
}

template <class T>
std::string shape_text(View<T> view) {
  if (view.rank == 0) return "[]";
  if (view.rank == 1) return shape_text({view.rows});
  return shape_text({view.rows, view.cols});
}

}  // namespace loss_playground
