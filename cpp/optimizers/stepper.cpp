// SPDX-License-Identifier: MIT
#include "optimizers/stepper.hpp"

#include "core/snapshot.hpp"
#include "optimizers/state.hpp"

namespace loss_playground {

namespace {

template <class T>
class StepperOf final : public Stepper {
 public:
  StepperOf(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps, const std::vector<double>& initial)
      : parameters_(initial.begin(), initial.end()),
        gradient_(initial.size()),
        state_(optimizer, schedule, planned_steps, static_cast<Index>(initial.size())) {}

  void step(const std::vector<double>& gradient) override {
    for (std::size_t i = 0; i < gradient_.size(); ++i) gradient_[i] = static_cast<T>(gradient[i]);
    state_.step(parameters_.data(), gradient_.data());
  }
  std::vector<double> parameters() const override { return {parameters_.begin(), parameters_.end()}; }
  double lr() const override { return state_.lr(); }
  std::vector<std::uint8_t> snapshot() const override { return write_snapshot(parameters_, state_); }
  void restore(const std::vector<std::uint8_t>& bytes, Error& error) override {
    if (!read_snapshot(bytes, parameters_, state_))
      error = {"snapshot", std::to_string(bytes.size()) + " bytes that do not fit",
               "a snapshot of the same optimizer, with as many parameters in the same precision"};
  }

 private:
  std::vector<T> parameters_, gradient_;
  OptimizerState<T> state_;
};

}  // namespace

std::unique_ptr<Stepper> make_stepper(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps,
                                      bool single_precision, const std::vector<double>& initial) {
  if (single_precision) return std::make_unique<StepperOf<float>>(optimizer, schedule, planned_steps, initial);
  return std::make_unique<StepperOf<double>>(optimizer, schedule, planned_steps, initial);
}

}  // namespace loss_playground
