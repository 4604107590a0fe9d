// SPDX-License-Identifier: MIT
#pragma once
// The user's own loss: a formula (expression/formula.hpp), differentiated and compiled to code over blocks of examples.
//
// Shapes, by what the formula uses: input and target (*), one number each; input (N, C) or (C) and target (N) or ()
// class numbers; anchor, positive, negative (N, D) or (D).
#include <memory>

#include "expression/formula.hpp"
#include "losses/loss.hpp"

namespace loss_playground {

/// Its entry in the list of losses: the only parameter is the formula.
struct ExpressionEntry {
  static const LossDescriptor& descriptor;
  std::string formula = "(input - target)^2";

  void parameters(ParameterVisitor& visitor) {
    visitor.text(
        "formula", formula,
        "The loss of one example, for instance abs(input - target). Lines before the last give names to parts.");
  }
};

/// The formula in the parameters of a spec.
std::string formula_of(const Spec& spec);

/// Whether a spec is a loss that is written as a formula.
bool is_expression(const Spec& spec);

/// The descriptor for a formula: one a mode.
const LossDescriptor& describe_expression(const expression::Formula& formula);

/// The error says what is wrong with a formula.
void check_expression(const Spec& spec, const char* path, Error& error);

/// Of a formula that was checked.
template <class T>
std::unique_ptr<Loss<T>> make_expression_loss(const Spec& spec);

}  // namespace loss_playground
