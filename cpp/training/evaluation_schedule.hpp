// SPDX-License-Identifier: MIT
#pragma once
// When cost J and scores are recorded. The steps follow from the experiment alone, never from time, so every machine
// and every speed records the same numbers.
#include <algorithm>
#include <cstdint>

#include "core/experiment.hpp"

namespace loss_playground {

/// The largest of 1, 2, 5, 10, 20, 50, … that is not above a number; 1 for smaller ones.
inline std::int64_t round_down(double value) {
  std::int64_t best = 1;
  for (std::int64_t power = 1; static_cast<double>(power) <= value && power <= 100'000'000; power *= 10)
    for (const std::int64_t digit : {1, 2, 5})
      if (static_cast<double>(digit * power) <= value) best = digit * power;
  return best;
}

/// `evaluate_every` steps apart where the experiment sets it: its multiples and the last planned step. Otherwise the
/// run chooses an interval that gives a smooth line and costs little, and adds a few steps before its first one (1, 2
/// and 5 before 10; 50, 100 and 200 before 500), because a loss falls most at the start.
class EvaluationSchedule {
 public:
  /// Multiplications of one step, and of evaluating cost and scores once.
  EvaluationSchedule(const Experiment& experiment, double step_work, double evaluation_work)
      : planned_(experiment.steps), interval_(experiment.evaluate_every), early_(experiment.evaluate_every == 0) {
    if (early_) interval_ = chosen(step_work, evaluation_work);
  }

  int interval() const { return static_cast<int>(interval_); }

  /// Of a step after 0. The start is always evaluated, by whoever asks for it.
  bool has(std::int64_t step) const {
    if (step % interval_ == 0 || step == planned_) return true;
    return early_ && step < interval_ && 10 * step >= interval_ && round_down(static_cast<double>(step)) == step;
  }

 private:
  /// Evaluations that make a smooth line, and those that a line needs at least, whatever they cost.
  static constexpr double enough = 100, fewest = 15;
  /// Multiplications that all evaluations of a run may take, about a second, or this share of the training.
  static constexpr double most_work = 1e9, share = 0.1;

  std::int64_t chosen(double step_work, double evaluation_work) const {
    const auto steps = static_cast<double>(planned_);
    const double affordable =
        std::max(std::max(most_work, share * steps * step_work) / std::max(evaluation_work, 1.0), fewest);
    const std::int64_t smooth = round_down(steps / enough);
    const double least = steps / affordable;
    std::int64_t interval = round_down(least);
    // From one of 1, 2, 5, 10, … to the next: 2.5 times as many always reach it.
    if (static_cast<double>(interval) < least) interval = round_down(2.5 * static_cast<double>(interval));
    return std::max(smooth, interval);
  }

  std::int64_t planned_;
  std::int64_t interval_;
  bool early_;
};

}  // namespace loss_playground
