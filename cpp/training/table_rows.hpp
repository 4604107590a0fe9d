// SPDX-License-Identifier: MIT
#pragma once
// Rows that are kept as two matrices of numbers.
#include "training/rows.hpp"

namespace loss_playground {

/// Rows of a matrix, one after the other. Of narrow ones a column at a time: a loop over two or three numbers costs
/// more than it copies.
template <class T>
void copy_rows(const T* from, Index columns, std::span<const std::int32_t> rows, T* to);

template <class T>
class TableRows final : public Rows<T> {
 public:
  TableRows(Index columns, Index target_columns, Aligned<T> inputs, Aligned<T> targets)
      : columns_(columns), target_columns_(target_columns), inputs_(std::move(inputs)), targets_(std::move(targets)) {}

  Index size() const override { return static_cast<Index>(targets_.size()) / target_columns_; }
  void copy(std::span<const std::int32_t> rows, T* inputs, T* targets) const override {
    copy_rows(inputs_.data(), columns_, rows, inputs);
    copy_rows(targets_.data(), target_columns_, rows, targets);
  }

 private:
  Index columns_, target_columns_;
  Aligned<T> inputs_, targets_;
};

}  // namespace loss_playground
