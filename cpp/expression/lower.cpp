// SPDX-License-Identifier: MIT
#include "expression/lower.hpp"

namespace loss_playground::expression {

namespace {

Id node_of(const Formula& formula, const Part& part, Lowered& lowered) {
  const auto node = [&](int of) { return lowered.nodes[static_cast<std::size_t>(of)]; };
  switch (part.kind) {
    case PartKind::number:
    case PartKind::constant:
      return lowered.graph.constant(part.number);
    case PartKind::parameter:
      for (std::size_t i = 0; i < formula.parameters.size(); ++i)
        if (formula.parameters[i].id == part.word) return lowered.parameters[i];
      return none;
    case PartKind::input:
      return part.input < 0 ? lowered.graph.columns() : lowered.inputs[static_cast<std::size_t>(part.input)];
    case PartKind::local:
      return node(part.args[0]);
    case PartKind::index:
      return lowered.graph.make(Op::element, node(part.args[0]), node(part.args[1]));
    default: {
      std::vector<Id> args;
      for (int arg : part.args) args.push_back(node(arg));
      return part.function->make(lowered.graph, args.data());
    }
  }
}

}  // namespace

Lowered lower(const Formula& formula, bool slopes_of_parameters) {
  Lowered lowered;
  const auto names = input_names(formula.mode);
  int next = 0;
  for (; next < static_cast<int>(names.size()); ++next) {
    const bool is_row = formula.mode == Mode::triplet || (formula.mode == Mode::classes && next == 0);
    lowered.inputs.push_back(lowered.graph.input(next, is_row));
  }
  for (const auto& parameter : formula.parameters)
    lowered.parameters.push_back(slopes_of_parameters ? lowered.graph.input(next++, false)
                                                      : lowered.graph.constant(parameter.value));
  for (const Part& part : formula.parts) lowered.nodes.push_back(node_of(formula, part, lowered));
  lowered.loss = lowered.nodes[static_cast<std::size_t>(formula.result)];
  return lowered;
}

}  // namespace loss_playground::expression
