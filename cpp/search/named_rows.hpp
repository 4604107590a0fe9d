// SPDX-License-Identifier: MIT
#pragma once
// Rows of several texts each, put together from a table of all texts when they are copied.
#include <memory>

#include "search/search_data.hpp"
#include "training/rows.hpp"

namespace loss_playground {

template <class T>
class NamedRows final : public Rows<T> {
 public:
  /// The rows of the data from `begin` to `end`.
  NamedRows(const TextRows& data, Index begin, Index end);

  Index size() const override { return static_cast<Index>(targets_.size()) / target_columns_; }
  void copy(std::span<const std::int32_t> rows, T* inputs, T* targets) const override;

 private:
  std::shared_ptr<const TextTable> texts_;
  Index texts_a_row_, target_columns_;
  std::vector<std::int32_t> numbers_;
  Aligned<T> targets_;
};

}  // namespace loss_playground
