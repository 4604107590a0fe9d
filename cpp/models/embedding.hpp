// SPDX-License-Identifier: MIT
#pragma once
// Rows of a table by token number: a gather forward, a scatter backward, as torch.nn.Embedding.
// https://pytorch.org/docs/stable/generated/torch.nn.Embedding.html
#include <algorithm>

#include "models/model.hpp"

namespace loss_playground {

inline constexpr const char* needs_tokens = "a model for this task, whose inputs are not tokens";

/// Standard normal, as torch.nn.Embedding.
template <class T>
void initialize_embedding(T* table, Index size, Random& random) {
  for (Index i = 0; i < size; ++i) table[i] = static_cast<T>(random.normal());
}

/// Row k of `rows` becomes the table's row tokens[k]; the tokens are whole numbers of the table.
template <class T>
void gather_rows(const T* table, const T* tokens, View<T> rows) {
  for (Index k = 0; k < rows.rows; ++k)
    std::copy_n(table + static_cast<Index>(tokens[k]) * rows.cols, rows.cols, rows.row(k));
}

/// Adds each row to the row of its token; a token that comes twice has the sum.
template <class T>
void scatter_rows(View<const T> rows, const T* tokens, T* table) {
  for (Index k = 0; k < rows.rows; ++k) {
    T* to = table + static_cast<Index>(tokens[k]) * rows.cols;
    const T* from = rows.row(k);
    for (Index j = 0; j < rows.cols; ++j) to[j] += from[j];
  }
}

}  // namespace loss_playground
