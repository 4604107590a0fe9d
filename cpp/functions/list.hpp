// SPDX-License-Identifier: MIT
#pragma once
// Every surface for minimize(), once, in the order of the menus.
#include "functions/ackley.hpp"
#include "functions/beale.hpp"
#include "functions/booth.hpp"
#include "functions/himmelblau.hpp"
#include "functions/quadratic.hpp"
#include "functions/rastrigin.hpp"
#include "functions/rosenbrock.hpp"
#include "functions/saddle.hpp"
#include "functions/styblinski_tang.hpp"
#include "functions/three_hump_camel.hpp"

namespace loss_playground {

using Surfaces = TypeList<Quadratic, Rosenbrock, Beale, Himmelblau, Booth, Saddle, Ackley, Rastrigin, StyblinskiTang,
                          ThreeHumpCamel>;

}  // namespace loss_playground
