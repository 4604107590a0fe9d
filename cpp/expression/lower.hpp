// SPDX-License-Identifier: MIT
#pragma once
// From a formula to its graph.
#include "expression/formula.hpp"
#include "expression/graph.hpp"

namespace loss_playground::expression {

struct Lowered {
  Graph graph;
  /// The node of each part.
  std::vector<Id> nodes;
  Id loss = none;
  /// The nodes of the mode's inputs, whether the formula uses them or not.
  std::vector<Id> inputs;
  /// Those of the parameters: constants, or inputs after the mode's.
  std::vector<Id> parameters;
};

/// Of a formula without a problem. Parameters are constants unless their slopes are asked for.
Lowered lower(const Formula& formula, bool slopes_of_parameters = false);

}  // namespace loss_playground::expression
