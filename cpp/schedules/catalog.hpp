// SPDX-License-Identifier: MIT
#pragma once
// Every learning-rate schedule, once. The order is that of the menus.
#include <memory>

#include "schedules/constant.hpp"
#include "schedules/cosine_annealing_lr.hpp"
#include "schedules/exponential_lr.hpp"
#include "schedules/linear_lr.hpp"
#include "schedules/one_cycle_lr.hpp"
#include "schedules/step_lr.hpp"
#include "schedules/warmup_cosine.hpp"

namespace loss_playground {

using Schedules = TypeList<Constant, StepLr, ExponentialLr, CosineAnnealingLr, LinearLr, OneCycleLr, WarmupCosine>;

class Schedule {
 public:
  virtual ~Schedule() = default;
  /// The rate at a step that counts from 0, of a run planned for `planned` steps, with the optimizer's rate `lr`.
  virtual double rate(std::int64_t step, std::int64_t planned, double lr) const = 0;
};

/// Null if there is no such id.
std::unique_ptr<Schedule> make_schedule(const Spec& spec);

}  // namespace loss_playground
