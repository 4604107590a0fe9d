// SPDX-License-Identifier: MIT
#pragma once
// The distinct rows of a text and how often each occurs: many names begin alike, and cost J needs each distinct row
// only once.
#include <functional>
#include <vector>

#include "core/tensor.hpp"

namespace loss_playground {

struct RowKinds {
  /// The first row of each kind, and how many rows are like it; those that come alike often stand together.
  std::vector<std::int32_t> rows, counts;

  Index size() const { return static_cast<Index>(rows.size()); }
};

/// Of rows that read(number, to) hands over as whole numbers: inputs and targets. Rows of one kind have the same.
RowKinds row_kinds(Index rows, const std::function<void(Index, std::vector<std::int32_t>&)>& read);

}  // namespace loss_playground
