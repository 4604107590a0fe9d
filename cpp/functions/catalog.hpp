// SPDX-License-Identifier: MIT
#pragma once
// Every surface for minimize(), once. The order is that of the menus.
#include "functions/booth.hpp"
#include "functions/quadratic.hpp"
#include "functions/rosenbrock.hpp"

namespace loss_playground {

using Surfaces = TypeList<Quadratic, Rosenbrock, Booth>;

}  // namespace loss_playground
