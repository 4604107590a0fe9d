// SPDX-License-Identifier: MIT
#pragma once
// The models of numbers: those that the starter (cpp/starter) has.
#include "models/linear.hpp"
#include "models/mlp.hpp"

namespace loss_playground {

using CommonModels = TypeList<Mlp, Linear>;

}  // namespace loss_playground
