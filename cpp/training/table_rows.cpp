// SPDX-License-Identifier: MIT
#include "training/table_rows.hpp"

#include <algorithm>

namespace loss_playground {

template <class T>
void copy_rows(const T* from, Index columns, std::span<const std::int32_t> rows, T* to) {
  constexpr Index narrow = 8;
  if (columns > narrow) {
    for (const std::int32_t row : rows) to = std::copy_n(from + row * columns, columns, to);
    return;
  }
  for (Index j = 0; j < columns; ++j) {
    T* next = to + j;
    for (const std::int32_t row : rows) {
      *next = from[row * columns + j];
      next += columns;
    }
  }
}

template void copy_rows(const float*, Index, std::span<const std::int32_t>, float*);
template void copy_rows(const double*, Index, std::span<const std::int32_t>, double*);

}  // namespace loss_playground
