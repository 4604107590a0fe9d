// SPDX-License-Identifier: MIT
#include "language/row_kinds.hpp"

#include <algorithm>

namespace loss_playground {

namespace {

using Row = std::vector<std::int32_t>;

/// 32-bit FNV-1a, a number at a time.
std::uint32_t hash(const Row& numbers) {
  std::uint32_t value = 0x811c9dc5u;
  for (std::int32_t number : numbers) value = (value ^ static_cast<std::uint32_t>(number)) * 0x01000193u;
  return value ^ (value >> 15);
}

}  // namespace

RowKinds row_kinds(Index rows, const std::function<void(Index, Row&)>& read) {
  Row row, other;
  std::vector<std::int32_t> first, count, begins;
  // Open addressing: the number of the same class, or -1.
  std::vector<std::int32_t> table(static_cast<std::size_t>(2 * rows + 1), -1);
  for (Index number = 0; number < rows; ++number) {
    read(number, row);
    std::size_t at = hash(row) % table.size();
    for (; table[at] >= 0; at = (at + 1) % table.size()) {
      read(first[static_cast<std::size_t>(table[at])], other);
      if (row == other) break;
    }
    if (table[at] < 0) {
      table[at] = static_cast<std::int32_t>(first.size());
      first.push_back(static_cast<std::int32_t>(number));
      count.push_back(0);
    }
    ++count[static_cast<std::size_t>(table[at])];
  }
  // Sorted by their counts: where each count begins follows from how many kinds have a lower one.
  for (std::int32_t times : count) begins.resize(std::max(begins.size(), static_cast<std::size_t>(times) + 2));
  for (std::int32_t times : count) ++begins[static_cast<std::size_t>(times) + 1];
  for (std::size_t k = 1; k < begins.size(); ++k) begins[k] += begins[k - 1];
  RowKinds found{Row(first.size()), Row(first.size())};
  for (std::size_t kind = 0; kind < first.size(); ++kind) {
    const auto to = static_cast<std::size_t>(begins[static_cast<std::size_t>(count[kind])]++);
    found.rows[to] = first[kind];
    found.counts[to] = count[kind];
  }
  return found;
}

}  // namespace loss_playground
