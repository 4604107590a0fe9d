// SPDX-License-Identifier: MIT
#pragma once
// Every optimizer, once, in the order of the menus. Only the few files that need the types themselves include this.
#include "optimizers/adadelta.hpp"
#include "optimizers/adafactor.hpp"
#include "optimizers/adamax.hpp"
#include "optimizers/asgd.hpp"
#include "optimizers/common_list.hpp"
#include "optimizers/lbfgs.hpp"
#include "optimizers/lion.hpp"
#include "optimizers/lookahead.hpp"
#include "optimizers/muon.hpp"
#include "optimizers/nadam.hpp"
#include "optimizers/newton.hpp"
#include "optimizers/radam.hpp"
#include "optimizers/rprop.hpp"
#include "optimizers/sam.hpp"
#include "optimizers/schedule_free_adamw.hpp"
#include "optimizers/schedule_free_sgd.hpp"

namespace loss_playground {

using Optimizers = decltype(CommonOptimizers{} +
                            TypeList<Adadelta, Adamax, NAdam, RAdam, Rprop, Asgd, Lbfgs, Lion, Adafactor, Muon,
                                     ScheduleFreeSgd, ScheduleFreeAdamW, Lookahead, Sam, Newton>{});

}  // namespace loss_playground
