// SPDX-License-Identifier: MIT
#pragma once
// An optimizer with its memory: its state in one block, a few numbers in double precision, the number of steps taken.
#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

#include "core/error.hpp"
#include "optimizers/optimizer.hpp"
#include "schedules/schedule.hpp"

namespace loss_playground {

/// In double precision 0.4 GB, and as much again for a copy.
inline constexpr Index most_state = 50'000'000;

template <class T>
class OptimizerState {
 public:
  /// Both specs must be of the catalogs. `planned_steps` is the schedule's horizon.
  OptimizerState(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps, std::vector<Block> blocks)
      : rule_(make_optimizer<T>(optimizer)),
        schedule_(make_schedule(schedule)),
        planned_steps_(planned_steps),
        blocks_(std::move(blocks)),
        scratch_(static_cast<std::size_t>(rule_->scratch_size(layout()))) {
    reset();
  }

  void reset() { begin_at(0); }

  /// Fresh memory of optimizer and schedule at a step that was reached before. The schedule stays in its place, while
  /// the optimizer counts from here: Adam's corrections for a short past would be far off otherwise.
  void begin_at(std::int64_t steps) {
    steps_ = began_ = steps;
    rate_known_ = false;
    slots_.assign(static_cast<std::size_t>(rule_->state_size(layout())), static_cast<T>(rule_->initial()));
    scalars_.assign(static_cast<std::size_t>(rule_->scalar_count() + schedule_->memory()), 0);
  }

  /// The learning rate of the next step, computed once.
  double lr() const {
    if (!rate_known_) rate_ = schedule_->rate({steps_, planned_steps_, rule_->lr()}, schedule_memory());
    rate_known_ = true;
    return rate_;
  }

  /// `objective` is the value at `parameters`, where it is known; the rule may ask `closure` for more.
  void step(T* parameters, const T* gradient, double objective = std::numeric_limits<double>::quiet_NaN(),
            Closure<T>* closure = nullptr) {
    const Moment moment{steps_, planned_steps_, rule_->lr()};
    rule_->step({layout(), parameters, gradient, slots_.data(), scalars_.data(), scratch_.data(), steps_ + 1 - began_,
                 lr(), objective, closure});
    if (math::is_finite(objective)) schedule_->observe(moment, objective, schedule_memory());
    ++steps_;
    rate_known_ = false;
  }

  /// Whether the answer is another than the parameters: see Optimizer::averages().
  bool averages() const { return rule_->averages() && steps_ > began_; }
  /// Writes the answer that belongs to `parameters`; only where averages() holds.
  void average(T* parameters, T* to) { rule_->average(present(parameters), to); }
  /// Takes parameters that someone else has set.
  void adopt(T* parameters) {
    if (steps_ > began_) rule_->adopt(present(parameters));
  }

  std::int64_t steps() const { return steps_; }
  /// The step after which the optimizer's memory began.
  std::int64_t began() const { return began_; }
  const std::vector<T>& slots() const { return slots_; }
  const std::vector<double>& scalars() const { return scalars_; }
  /// How many of the scalars are the optimizer's; the schedule's follow.
  std::size_t rule_scalars() const { return static_cast<std::size_t>(rule_->scalar_count()); }
  /// Continues from state that was read before: as many slots as now, and the first `scalar_count` scalars; the others
  /// start fresh.
  void restore(std::int64_t steps, std::int64_t began, const T* slots, const double* scalars,
               std::size_t scalar_count) {
    steps_ = steps;
    began_ = began;
    rate_known_ = false;
    std::copy_n(slots, slots_.size(), slots_.data());
    std::fill(scalars_.begin(), scalars_.end(), 0.0);
    std::copy_n(scalars, scalar_count, scalars_.data());
  }

 private:
  Layout layout() const { return {blocks_, blocks_.empty() ? 0 : blocks_.back().offset + blocks_.back().size()}; }
  Step<T> present(T* parameters) {
    return {layout(),        parameters, nullptr, slots_.data(), scalars_.data(), scratch_.data(),
            steps_ - began_, lr(),       0,       nullptr};
  }
  double* schedule_memory() { return scalars_.data() + rule_->scalar_count(); }
  const double* schedule_memory() const { return scalars_.data() + rule_->scalar_count(); }

  std::unique_ptr<Optimizer<T>> rule_;
  std::unique_ptr<Schedule> schedule_;
  std::int64_t planned_steps_;
  std::vector<Block> blocks_;
  std::vector<T> scratch_;
  std::int64_t steps_ = 0;
  std::int64_t began_ = 0;
  mutable double rate_ = 0;
  mutable bool rate_known_ = false;
  std::vector<T> slots_;
  std::vector<double> scalars_;
};

/// Numbers that an optimizer keeps for such parameters, with its work space.
template <class T>
std::int64_t numbers_of(const Spec& optimizer, const std::vector<Block>& blocks) {
  const auto rule = make_optimizer<T>(optimizer);
  const Layout layout{blocks, blocks.empty() ? 0 : blocks.back().offset + blocks.back().size()};
  return std::int64_t{rule->state_size(layout)} + rule->scratch_size(layout);
}

/// What is wrong with an optimizer for such parameters: it would need too much memory, or the objective at points of
/// its own where only gradients come.
template <class T>
Error misfit(const Spec& optimizer, const std::vector<Block>& blocks, bool with_closure) {
  if (!with_closure && make_optimizer<T>(optimizer)->needs_closure())
    return {"optimizer.id", optimizer.id + ", which asks for the objective at points of its own",
            "an optimizer that needs gradients alone; runs and minimize() take any"};
  const std::int64_t size = numbers_of<T>(optimizer, blocks);
  if (size > most_state)
    return {"optimizer.id", optimizer.id + ", which would keep " + std::to_string(size) + " numbers",
            "at most 50,000,000 numbers: fewer parameters, a shorter history or another optimizer"};
  return {};
}

}  // namespace loss_playground
