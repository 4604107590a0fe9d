// SPDX-License-Identifier: MIT
#pragma once
// Which mode a formula is of, and which of its parts are rows.
#include "expression/formula.hpp"

namespace loss_playground::expression {

/// Completes `mode`, and `row` and `input` of the parts; `problem` names the first part that does not fit.
void check_types(Formula& formula);

}  // namespace loss_playground::expression
