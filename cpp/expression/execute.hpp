// SPDX-License-Identifier: MIT
#pragma once
// Runs code over a block of examples, for any type of number that kernels.hpp knows.
#include <array>
#include <utility>

#include "core/tensor.hpp"
#include "expression/code.hpp"
#include "expression/kernels.hpp"

namespace loss_playground::expression {

/// The constants of a code, in every place of N.
template <class N>
Aligned<N> constants_of(const Code& code) {
  Aligned<N> constants;
  for (double number : code.constants) constants.push_back(filled<N>(number));
  return constants;
}

/// A block's memory: `width` places of N a column.
template <class N>
struct Block {
  N* memory;
  const N* constants;
  Index width, columns;
  int number_slots;

  bool operator==(const Block&) const = default;

  N* data(Slot slot) const {
    const Index before = slot.storage == Storage::row ? number_slots + slot.at * columns : slot.at;
    return memory + before * width;
  }
  const N* read(Slot slot) const { return slot.storage == Storage::constant ? constants + slot.at : data(slot); }
  /// Places from one column to the next; a number is the same in all columns.
  Index step(Slot slot) const { return slot.storage == Storage::row ? width : 0; }
};

/// An instruction with the addresses that it has in a block.
template <class N>
struct Bound {
  void (*run)(const Bound& bound, Index width);
  N* to;
  const N* from[3];
  /// From one place to the next, and from one column to the next.
  Index stride[3], step[3];
  /// Of the result, and of the block.
  Index columns, all_columns;
};

namespace detail {

template <Op op, class N>
void elementwise(const Bound<N>& bound, Index width) {
  constexpr std::size_t arguments = arguments_of(op);
  const N *a = bound.from[0], *b = bound.from[1], *c = bound.from[2];
  N* to = bound.to;
  for (Index column = 0; column < bound.columns; ++column) {
    // What an operation has no use for is its first argument.
    for (Index w = 0; w < width; ++w) {
      const N first = a[w * bound.stride[0]];
      to[w] = apply(op, first, arguments > 1 ? b[w * bound.stride[1]] : first,
                    arguments > 2 ? c[w * bound.stride[2]] : first);
    }
    to += width;
    a += bound.step[0];
    b += bound.step[1];
    c += bound.step[2];
  }
}

/// The largest of a row's numbers at place w.
template <class N>
N largest(const N* row, Index width, Index columns) {
  N most = row[0];
  for (Index c = 1; c < columns; ++c) most = apply(Op::maximum, most, row[c * width], most);
  return most;
}

/// Σ e^(z − most) without the first of the largest, whose term is 1; each term goes to `to` if it is given.
template <class N>
N other_terms(const N* row, N most, Index width, Index columns, N* to) {
  using math::exp;
  N sum = filled<N>(0), is_open = filled<N>(1);
  for (Index c = 0; c < columns; ++c) {
    const N z = row[c * width], term = exp(z - most);
    if (to) to[c * width] = term;
    const N is_first = z == most ? is_open : filled<N>(0);
    is_open = is_open - is_first;
    sum = sum + (is_first != filled<N>(0) ? filled<N>(0) : term);
  }
  return sum;
}

/// Operations of a row, or of a class number, at one place.
template <class N>
void of_row(Op op, const N* row, const N* index, N* to, Index width, Index columns) {
  using math::abs, math::log1p;
  switch (op) {
    case Op::sum: {
      N sum = row[0];
      for (Index c = 1; c < columns; ++c) sum = sum + row[c * width];
      *to = sum;
      return;
    }
    case Op::largest:
      *to = largest(row, width, columns);
      return;
    case Op::norm: {
      // Of numbers up to 1, so that no square is beyond the largest number or below the smallest.
      const N zero = filled<N>(0);
      N most = abs(row[0]), sum = zero;
      for (Index c = 1; c < columns; ++c) most = apply(Op::maximum, most, abs(row[c * width]), zero);
      const N unit = most == zero ? filled<N>(1) : most;
      for (Index c = 0; c < columns; ++c) sum = sum + (row[c * width] / unit) * (row[c * width] / unit);
      *to = unit * apply(Op::sqrt, sum, zero, zero);
      return;
    }
    case Op::logsumexp: {
      const N most = largest(row, width, columns);
      *to = most + log1p(other_terms<N>(row, most, width, columns, nullptr));
      return;
    }
    case Op::softmax: {
      const N total = filled<N>(1) + other_terms(row, largest(row, width, columns), width, columns, to);
      for (Index c = 0; c < columns; ++c) to[c * width] = to[c * width] / total;
      return;
    }
    case Op::log_softmax: {
      const N most = largest(row, width, columns);
      const N log_total = log1p(other_terms<N>(row, most, width, columns, nullptr));
      for (Index c = 0; c < columns; ++c) to[c * width] = (row[c * width] - most) - log_total;
      return;
    }
    case Op::element: {
      N found = filled<N>(0);
      for (Index c = 0; c < columns; ++c) found = *index == filled<N>(static_cast<double>(c)) ? row[c * width] : found;
      *to = found;
      return;
    }
    case Op::one_hot:
      for (Index c = 0; c < columns; ++c)
        to[c * width] = *row == filled<N>(static_cast<double>(c)) ? filled<N>(1) : filled<N>(0);
      return;
    default:
      return;
  }
}

template <class N>
void columns_of(const Bound<N>& bound, Index width) {
  for (Index w = 0; w < width; ++w) bound.to[w] = filled<N>(static_cast<double>(bound.all_columns));
}

template <Op op, class N>
void by_rows(const Bound<N>& bound, Index width) {
  for (Index w = 0; w < width; ++w)
    of_row(op, bound.from[0] + w, bound.from[1] + w, bound.to + w, width, bound.all_columns);
}

template <Op op, class N>
constexpr auto operation() {
  if constexpr (op == Op::columns)
    return &columns_of<N>;
  else if constexpr (is_elementwise(op))
    return &elementwise<op, N>;
  else
    return &by_rows<op, N>;
}

/// The operations in the order of Op, from `columns` on.
template <class N, std::size_t... places>
constexpr auto table_of(std::index_sequence<places...>) {
  constexpr auto first = static_cast<std::size_t>(Op::columns);
  return std::array{operation<static_cast<Op>(first + places), N>()...};
}
template <class N>
inline constexpr auto operations = table_of<N>(
    std::make_index_sequence<static_cast<std::size_t>(Op::one_hot) - static_cast<std::size_t>(Op::columns) + 1>());

}  // namespace detail

/// Writes the addresses of a block's memory into `bound`, one for each instruction.
template <class N>
void bind(const Code& code, const Block<N>& block, Aligned<Bound<N>>& bound) {
  bound.resize(code.instructions.size());
  for (std::size_t i = 0; i < bound.size(); ++i) {
    const Instruction& instruction = code.instructions[i];
    Bound<N>& one = bound[i];
    one.run = detail::operations<N>[static_cast<std::size_t>(instruction.op) - static_cast<std::size_t>(Op::columns)];
    one.to = block.data(instruction.to);
    one.columns = instruction.to.storage == Storage::row ? block.columns : 1;
    one.all_columns = block.columns;
    for (std::size_t k = 0; k < 3; ++k) {
      const Slot slot = instruction.from[k].storage == Storage::nowhere ? instruction.from[0] : instruction.from[k];
      one.from[k] = slot.storage == Storage::nowhere ? one.to : block.read(slot);
      one.stride[k] = slot.storage == Storage::constant ? 0 : 1;
      one.step[k] = block.step(slot);
    }
  }
}

/// Fills all slots; those of the inputs are filled already.
template <class N>
void execute(const Aligned<Bound<N>>& bound, Index width) {
  for (const Bound<N>& one : bound) one.run(one, width);
}

}  // namespace loss_playground::expression
