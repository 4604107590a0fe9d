// SPDX-License-Identifier: MIT
#pragma once
// What every schedule is: an aggregate of its parameters, and the learning rate at a step in closed form, so that any
// learning rate can be computed at any step without history. The one exception follows the objective and says so: it
// has a `memory`, numbers that its owner keeps, and observes each step.
#include <algorithm>
#include <cstdint>
#include <memory>

#include "core/descriptor.hpp"
#include "core/error.hpp"
#include "core/math.hpp"

namespace loss_playground {

/// Where a rate is asked for: the step counts from 0, `planned` is the planned length of the run.
struct Moment {
  std::int64_t step;
  std::int64_t planned;
  /// The optimizer's own rate.
  double lr;
};

/// The number of steps that a parameter names, where 0 stands for the planned length; at least 1.
inline std::int64_t steps_or_planned(int steps, const Moment& moment) {
  return std::max<std::int64_t>(1, steps > 0 ? steps : moment.planned);
}

/// From `start` down or up to `end` along half a cosine wave, as `part` goes from 0 to 1.
inline double cosine_between(double start, double end, double part) {
  return end + (start - end) * ((1 + math::cos(math::pi * part)) / 2);
}

/// lr·factor^count; a rate of 0 stays 0 where the power is infinite.
inline double scaled(double lr, double factor, std::int64_t count) {
  return lr == 0 ? 0 : lr * math::power(factor, count);
}

/// A schedule whose type is known only when running.
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

/// The schedule with this id, or null.
std::unique_ptr<Schedule> make_schedule(const Spec& spec);

/// The error of a schedule whose rate at a step is not finite, as when a factor above 1 is applied too often.
inline Error rate_not_finite(std::int64_t step) {
  return {"schedule.params", "a learning rate that is not finite at step " + std::to_string(step),
          "parameters that keep it finite"};
}

/// The learning rates of so many steps, which are also the planned length. The spec must be of the catalog; the error
/// names the first step whose rate is not finite.
std::vector<double> learning_rates(const Spec& spec, std::int64_t steps, double lr, Error& error);

std::vector<Entry> schedule_entries();

inline constexpr Range step_count{1, 1e9, false, Scale::log};
inline constexpr Range optional_step_count{0, 1e9, false, Scale::log};

}  // namespace loss_playground
