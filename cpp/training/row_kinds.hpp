// SPDX-License-Identifier: MIT
#pragma once
// The different rows of a text, and how often each comes: the beginnings of names come again and again, and the cost J
// needs each but once.
#include "training/examples.hpp"

namespace loss_playground {

struct RowKinds {
  /// The first row of each kind, and how many rows are like it; those that come alike often stand together.
  std::vector<std::int32_t> rows, counts;

  Index size() const { return static_cast<Index>(rows.size()); }
};

/// Rows of one kind have the same inputs and the same targets.
template <class T>
RowKinds row_kinds(const Examples<T>& examples, const Part<T>& part);

}  // namespace loss_playground
