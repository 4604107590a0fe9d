// SPDX-License-Identifier: MIT
#include "expression/code.hpp"

#include <algorithm>

namespace loss_playground::expression {

namespace {

class Compiler {
 public:
  Compiler(const Graph& graph, const std::vector<Id>& outputs)
      : graph_(graph), last_use_(static_cast<std::size_t>(graph.size()), none), slots_(last_use_.size()) {
    for (Id id : outputs) last_use(id) = graph.size();
    for (Id id = graph.size() - 1; id >= 0; --id) {
      if (last_use(id) == none) continue;
      for (Id arg : graph[id].args)
        if (arg != none) last_use(arg) = std::max(last_use(arg), id);
    }
  }

  Code code(const std::vector<Id>& outputs) {
    // Inputs and constants are there from the start.
    for (Id id = 0; id < graph_.size(); ++id) {
      if (last_use(id) == none) continue;
      if (graph_[id].op == Op::constant) {
        slot(id) = {static_cast<int>(code_.constants.size()), Storage::constant};
        code_.constants.push_back(graph_[id].number);
      } else if (graph_[id].op == Op::input) {
        slot(id) = new_slot(graph_[id].row);
        code_.inputs.push_back({graph_[id].index, slot(id)});
      }
    }
    for (Id id = 0; id < graph_.size(); ++id)
      if (graph_[id].op != Op::input && graph_[id].op != Op::constant && last_use(id) != none) add(id);
    for (Id id : outputs) code_.outputs.push_back(slot(id));
    return std::move(code_);
  }

 private:
  Id& last_use(Id id) { return last_use_[static_cast<std::size_t>(id)]; }
  Slot& slot(Id id) { return slots_[static_cast<std::size_t>(id)]; }

  Slot new_slot(bool row) {
    auto& free = row ? free_rows_ : free_numbers_;
    const Storage storage = row ? Storage::row : Storage::number;
    if (free.empty()) return {row ? code_.row_slots++ : code_.number_slots++, storage};
    const Slot reused{free.back(), storage};
    free.pop_back();
    return reused;
  }

  void add(Id id) {
    const Node& node = graph_[id];
    Instruction instruction{node.op, new_slot(node.row), {}};
    for (std::size_t k = 0; k < 3; ++k)
      if (node.args[k] != none) instruction.from[k] = slot(node.args[k]);
    slot(id) = instruction.to;
    code_.instructions.push_back(instruction);
    for (std::size_t k = 0; k < 3; ++k) {
      const Id arg = node.args[k];
      const bool is_repeated =
          k > 0 && std::find(node.args.begin(), node.args.begin() + k, arg) != node.args.begin() + k;
      if (arg == none || is_repeated || last_use(arg) != id) continue;
      if (slot(arg).storage == Storage::row) free_rows_.push_back(slot(arg).at);
      if (slot(arg).storage == Storage::number) free_numbers_.push_back(slot(arg).at);
    }
  }

  const Graph& graph_;
  std::vector<Id> last_use_;
  std::vector<Slot> slots_;
  std::vector<int> free_numbers_, free_rows_;
  Code code_;
};

}  // namespace

Code compile(const Graph& graph, const std::vector<Id>& outputs) { return Compiler(graph, outputs).code(outputs); }

}  // namespace loss_playground::expression
