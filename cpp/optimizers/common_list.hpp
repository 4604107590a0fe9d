// SPDX-License-Identifier: MIT
#pragma once
// The most common optimizers: those that the starter (cpp/starter) has.
#include "optimizers/adagrad.hpp"
#include "optimizers/adam.hpp"
#include "optimizers/adamw.hpp"
#include "optimizers/rmsprop.hpp"
#include "optimizers/sgd.hpp"

namespace loss_playground {

using CommonOptimizers = TypeList<Sgd, Adam, AdamW, RmsProp, Adagrad>;

}  // namespace loss_playground
