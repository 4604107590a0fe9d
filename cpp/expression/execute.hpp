// SPDX-License-Identifier: MIT
#pragma once
// Runs code over a block of examples, for any type of number that kernels.hpp knows.
#include "core/tensor.hpp"
#include "expression/code.hpp"
#include "expression/kernels.hpp"

namespace loss_playground::expression {

/// A block's memory: `width` places of N a column.
template <class N>
struct Block {
  N* memory;
  Index width, columns;
  int number_slots;

  N* data(Slot slot) const {
    const Index before = slot.row ? number_slots + slot.at * columns : slot.at;
    return memory + before * width;
  }
  /// Places from one column to the next; a number is the same in all columns.
  Index step(Slot slot) const { return slot.row ? width : 0; }
};

namespace detail {

template <Op op, class N>
void elementwise(const Block<N>& block, const Instruction& instruction) {
  const Index columns = instruction.to.row ? block.columns : 1;
  N* to = block.data(instruction.to);
  const N* from[3];
  Index step[3];
  for (std::size_t k = 0; k < 3; ++k) {
    const Slot slot = instruction.from[k].at < 0 ? instruction.from[0] : instruction.from[k];
    from[k] = block.data(slot);
    step[k] = block.step(slot);
  }
  for (Index c = 0; c < columns; ++c) {
    for (Index w = 0; w < block.width; ++w) to[w] = apply(op, from[0][w], from[1][w], from[2][w]);
    to += block.width;
    for (std::size_t k = 0; k < 3; ++k) from[k] += step[k];
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

/// Operations between a row and one number, or another row, at place w.
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
    default:
      return;
  }
}

template <class N>
void one_hot(const N* index, N* to, Index width, Index columns) {
  for (Index c = 0; c < columns; ++c)
    to[c * width] = *index == filled<N>(static_cast<double>(c)) ? filled<N>(1) : filled<N>(0);
}

template <class N>
void fill(const Block<N>& block, Slot to, double number) {
  N* data = block.data(to);
  for (Index w = 0; w < block.width; ++w) data[w] = filled<N>(number);
}

template <class N>
void by_rows(const Block<N>& block, const Instruction& instruction) {
  for (Index w = 0; w < block.width; ++w) {
    const N* first = block.data(instruction.from[0]) + w;
    const N* second = instruction.from[1].at < 0 ? first : block.data(instruction.from[1]) + w;
    N* to = block.data(instruction.to) + w;
    if (instruction.op == Op::one_hot) {
      one_hot(first, to, block.width, block.columns);
    } else {
      of_row(instruction.op, first, second, to, block.width, block.columns);
    }
  }
}

template <class N, Op... operations>
void dispatch(const Block<N>& block, const Instruction& instruction) {
  ((instruction.op == operations ? elementwise<operations>(block, instruction) : void()), ...);
}

}  // namespace detail

/// Fills all slots; those of the inputs are filled already.
template <class N>
void execute(const Code& code, const Block<N>& block) {
  using enum Op;
  for (const Instruction& instruction : code.instructions) {
    switch (instruction.op) {
      case constant:
        detail::fill(block, instruction.to, instruction.number);
        break;
      case columns:
        detail::fill(block, instruction.to, static_cast<double>(block.columns));
        break;
      case sum:
      case largest:
      case norm:
      case logsumexp:
      case softmax:
      case log_softmax:
      case element:
      case one_hot:
        detail::by_rows(block, instruction);
        break;
      default:
        detail::dispatch<N, add, subtract, multiply, divide, negate, power, less, less_equal, equal, select, minimum,
                         maximum, absolute, sign, exp, log, log1p, expm1, sqrt, tanh, sigmoid, softplus, relu, erf, sin,
                         cos>(block, instruction);
    }
  }
}

}  // namespace loss_playground::expression
