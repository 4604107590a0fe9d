// SPDX-License-Identifier: MIT
#pragma once
// Every learning-rate schedule, once, in the order of the menus. Only schedules/list.cpp includes this.
#include "schedules/constant.hpp"
#include "schedules/cosine_annealing_lr.hpp"
#include "schedules/cosine_annealing_warm_restarts.hpp"
#include "schedules/cyclic_lr.hpp"
#include "schedules/exponential_lr.hpp"
#include "schedules/inverse_sqrt.hpp"
#include "schedules/linear_lr.hpp"
#include "schedules/multi_step_lr.hpp"
#include "schedules/one_cycle_lr.hpp"
#include "schedules/polynomial_lr.hpp"
#include "schedules/reduce_lr_on_plateau.hpp"
#include "schedules/step_lr.hpp"
#include "schedules/warmup_cosine.hpp"
#include "schedules/warmup_stable_decay.hpp"

namespace loss_playground {

using Schedules =
    TypeList<Constant, StepLr, MultiStepLr, ExponentialLr, CosineAnnealingLr, CosineAnnealingWarmRestarts, LinearLr,
             PolynomialLr, OneCycleLr, CyclicLr, ReduceLrOnPlateau, WarmupCosine, WarmupStableDecay, InverseSqrt>;

}  // namespace loss_playground
