// SPDX-License-Identifier: MIT
#pragma once
// A graph as a list of instructions over blocks of examples. Memory is laid out by slots: one number per example, or a
// row, column after column, each column with the numbers of all examples of the block next to each other. So every
// instruction works on whole vectors, for any number of columns.
#include <vector>

#include "expression/graph.hpp"

namespace loss_playground::expression {

enum class Storage : std::uint8_t { nowhere, number, row, constant };

/// Where a value is: a slot of numbers or of rows, or a constant of the code.
struct Slot {
  int at = -1;
  Storage storage = Storage::nowhere;
};

struct Instruction {
  Op op;
  Slot to;
  std::array<Slot, 3> from;
};

struct LoadedInput {
  int index;
  Slot slot;
};

struct Code {
  std::vector<Instruction> instructions;
  /// The inputs that are used; their slots are to be filled before.
  std::vector<LoadedInput> inputs;
  /// Where the outputs are afterwards, in the order that was asked for.
  std::vector<Slot> outputs;
  std::vector<double> constants;
  int number_slots = 0, row_slots = 0;

  /// Places that a block needs whose slots have `width` vectors, or numbers, a column.
  std::ptrdiff_t memory(std::ptrdiff_t width, std::ptrdiff_t columns) const {
    return width * (number_slots + row_slots * columns);
  }
};

/// The instructions that the outputs need. A slot is used again once nothing needs its value.
Code compile(const Graph& graph, const std::vector<Id>& outputs);

}  // namespace loss_playground::expression
