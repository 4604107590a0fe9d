// SPDX-License-Identifier: MIT
#pragma once
// Every optimizer, once. The order is that of the menus.
#include <memory>

#include "optimizers/adadelta.hpp"
#include "optimizers/adafactor.hpp"
#include "optimizers/adagrad.hpp"
#include "optimizers/adam.hpp"
#include "optimizers/adamax.hpp"
#include "optimizers/adamw.hpp"
#include "optimizers/asgd.hpp"
#include "optimizers/lbfgs.hpp"
#include "optimizers/lion.hpp"
#include "optimizers/lookahead.hpp"
#include "optimizers/muon.hpp"
#include "optimizers/nadam.hpp"
#include "optimizers/newton.hpp"
#include "optimizers/radam.hpp"
#include "optimizers/rmsprop.hpp"
#include "optimizers/rprop.hpp"
#include "optimizers/sam.hpp"
#include "optimizers/schedule_free_adamw.hpp"
#include "optimizers/schedule_free_sgd.hpp"
#include "optimizers/sgd.hpp"

namespace loss_playground {

/// The commonest, which the starter has (core/starter.hpp).
using StarterOptimizers = TypeList<Sgd, Adam, AdamW, RmsProp, Adagrad>;
using Optimizers = decltype(StarterOptimizers{} +
                            TypeList<Adadelta, Adamax, NAdam, RAdam, Rprop, Asgd, Lbfgs, Lion, Adafactor, Muon,
                                     ScheduleFreeSgd, ScheduleFreeAdamW, Lookahead, Sam, Newton>{});

/// Null if there is no such id.
template <class T>
std::unique_ptr<Optimizer<T>> make_optimizer(const Spec& spec);

}  // namespace loss_playground
