// SPDX-License-Identifier: MIT
#include "training/row_kinds.hpp"

#include <bit>
#include <numeric>

namespace loss_playground {

namespace {

/// 64-bit FNV-1a, a number at a time; its bits are mixed well enough to be a place in a table.
template <class T>
std::uint64_t hash(const Aligned<T>& numbers) {
  std::uint64_t value = 0xcbf29ce484222325u;
  for (T number : numbers)
    value = (value ^ static_cast<std::uint32_t>(static_cast<std::int32_t>(number))) * 0x100000001b3u;
  return value ^ (value >> 29);
}

}  // namespace

template <class T>
RowKinds row_kinds(const Examples<T>& examples, const Part<T>& part) {
  const auto width = static_cast<std::size_t>(examples.columns + examples.positions * examples.target_columns);
  Aligned<T> row(width), other(width);
  const auto read = [&](Index number, Aligned<T>& to) {
    examples.copy_row(part, number, to.data(), to.data() + examples.columns);
  };
  // Open addressing: the number of a kind, or -1.
  std::vector<std::int32_t> table(2 * std::bit_ceil(static_cast<std::size_t>(part.rows)), -1);
  RowKinds found;
  for (Index number = 0; number < part.rows; ++number) {
    read(number, row);
    auto at = static_cast<std::size_t>(hash(row)) % table.size();
    for (; table[at] >= 0; at = (at + 1) % table.size()) {
      read(found.rows[static_cast<std::size_t>(table[at])], other);
      if (row == other) break;
    }
    if (table[at] >= 0) {
      ++found.counts[static_cast<std::size_t>(table[at])];
      continue;
    }
    table[at] = static_cast<std::int32_t>(found.size());
    found.rows.push_back(static_cast<std::int32_t>(number));
    found.counts.push_back(1);
  }
  std::vector<std::size_t> order(found.rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return found.counts[a] < found.counts[b]; });
  RowKinds sorted;
  for (std::size_t kind : order) {
    sorted.rows.push_back(found.rows[kind]);
    sorted.counts.push_back(found.counts[kind]);
  }
  return sorted;
}

template RowKinds row_kinds(const Examples<float>&, const Part<float>&);
template RowKinds row_kinds(const Examples<double>&, const Part<double>&);

}  // namespace loss_playground
