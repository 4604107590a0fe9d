// SPDX-License-Identifier: MIT
#pragma once
// Every learning-rate schedule, once. The order is that of the menus.
#include <memory>

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

class Schedule {
 public:
  virtual ~Schedule() = default;
  /// The rate at a moment. `memory` may be null: nothing was observed then.
  virtual double rate(const Moment& moment, const double* memory) const = 0;
  /// How many numbers its owner keeps for it, 0 before the first step.
  virtual int memory() const = 0;
  /// Takes notice of a step's objective.
  virtual void observe(const Moment& moment, double objective, double* memory) const = 0;
};

/// Null if there is no such id.
std::unique_ptr<Schedule> make_schedule(const Spec& spec);

}  // namespace loss_playground
