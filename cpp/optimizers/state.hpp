// SPDX-License-Identifier: MIT
#pragma once
// An optimizer with its memory: the slots in one block and the number of steps taken.
#include <memory>
#include <vector>

#include "optimizers/catalog.hpp"
#include "schedules/catalog.hpp"

namespace loss_playground {

template <class T>
class OptimizerState {
 public:
  /// Both specs must be of the catalogs. `planned_steps` is the schedule's horizon.
  OptimizerState(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps, Index size)
      : rule_(make_optimizer<T>(optimizer)),
        schedule_(make_schedule(schedule)),
        planned_steps_(planned_steps),
        size_(size) {
    reset();
  }

  void reset() {
    steps_ = 0;
    slots_.assign(static_cast<std::size_t>(size_ * rule_->slots()), static_cast<T>(rule_->initial()));
  }

  /// The learning rate of the next step.
  double lr() const { return schedule_->rate(steps_, planned_steps_, rule_->lr()); }

  void step(T* parameters, const T* gradient) {
    Update<T> update{size_, parameters, gradient, {}, steps_ + 1, lr()};
    for (int slot = 0; slot < rule_->slots(); ++slot)
      update.slots[static_cast<std::size_t>(slot)] = slots_.data() + slot * size_;
    (*rule_)(update);
    ++steps_;
  }

  std::int64_t steps() const { return steps_; }
  const std::vector<T>& slots() const { return slots_; }
  /// Goes on from a state that was read off before: as many slots as now.
  void restore(std::int64_t steps, const T* slots) {
    steps_ = steps;
    std::copy_n(slots, slots_.size(), slots_.data());
  }

 private:
  std::unique_ptr<Optimizer<T>> rule_;
  std::unique_ptr<Schedule> schedule_;
  std::int64_t planned_steps_;
  Index size_;
  std::int64_t steps_ = 0;
  std::vector<T> slots_;
};

}  // namespace loss_playground
