// SPDX-License-Identifier: MIT
#include "optimizers/stepper.hpp"

#include "core/reduce.hpp"
#include "core/snapshot.hpp"
#include "optimizers/state.hpp"

namespace loss_playground {

namespace {

template <class T>
class StepperOf final : public Stepper {
 public:
  StepperOf(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps, std::vector<Block> blocks,
            const std::vector<double>& initial)
      : parameters_(initial.begin(), initial.end()),
        gradient_(initial.size()),
        state_(optimizer, schedule, planned_steps, std::move(blocks)) {}

  void step(const std::vector<double>& gradient, double objective, Error& error) override {
    for (std::size_t i = 0; i < gradient_.size(); ++i) gradient_[i] = static_cast<T>(gradient[i]);
    remember();
    state_.step(parameters_.data(), gradient_.data(), objective);
    if (!is_finite(parameters_) || !is_finite(answer()))
      error = {"gradients", "a step to parameters that are not finite", "smaller gradients or a smaller learning rate"};
    if (!error) check_rate(error);
    if (error) recall();
  }
  /// The error says that the schedule's next rate is not finite.
  void check_rate(Error& error) const {
    if (!math::is_finite(lr())) error = rate_not_finite(state_.steps());
  }
  std::vector<double> parameters() const override { return {parameters_.begin(), parameters_.end()}; }
  std::vector<double> evaluation_parameters() override {
    const std::vector<T> found = answer();
    return {found.begin(), found.end()};
  }
  double lr() const override { return state_.lr(); }
  std::vector<std::uint8_t> snapshot() const override { return write_snapshot(parameters_, state_); }
  void restore(const std::vector<std::uint8_t>& bytes, Error& error) override {
    remember();
    error = read_snapshot(bytes, parameters_, state_);
    if (error) return;
    check_rate(error);
    if (error) recall();
  }

 private:
  /// Into the same memory at each step.
  void remember() {
    before_.parameters = parameters_;
    before_.slots = state_.slots();
    before_.scalars = state_.scalars();
    before_.steps = state_.steps();
    before_.began = state_.began();
  }
  void recall() {
    parameters_ = before_.parameters;
    state_.restore(before_.steps, before_.began, before_.slots.data(), before_.scalars.data(), before_.scalars.size());
  }

  static bool is_finite(const std::vector<T>& numbers) {
    return all_finite(numbers.data(), static_cast<Index>(numbers.size()));
  }
  std::vector<T> answer() {
    std::vector<T> answer = parameters_;
    if (state_.averages()) state_.average(parameters_.data(), answer.data());
    return answer;
  }

  /// Everything that a step changes.
  struct Memory {
    std::vector<T> parameters, slots;
    std::vector<double> scalars;
    std::int64_t steps = 0, began = 0;
  };

  std::vector<T> parameters_, gradient_;
  Memory before_;
  OptimizerState<T> state_;
};

std::vector<Block> blocks_of(const std::vector<std::vector<Index>>& shapes) {
  std::vector<Block> blocks;
  Index offset = 0;
  for (const std::vector<Index>& shape : shapes) {
    Index size = 1;
    for (Index length : shape) size *= length;
    if (size == 0) continue;
    const bool is_matrix = shape.size() >= 2;
    const Index rows = is_matrix ? shape[0] : 1;
    blocks.push_back({offset, rows, size / rows, is_matrix, is_matrix});
    offset += size;
  }
  return blocks;
}

template <class T>
std::unique_ptr<Stepper> make_typed(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps,
                                    std::vector<Block> blocks, const std::vector<double>& initial, Error& error) {
  error = misfit<T>(optimizer, blocks, false);
  const auto finite = [](double number) { return math::is_finite(static_cast<T>(number)); };
  if (!error && !std::all_of(initial.begin(), initial.end(), finite))
    error = {"initial", "a number that is not finite in this precision", "finite numbers"};
  if (error) return nullptr;
  auto made = std::make_unique<StepperOf<T>>(optimizer, schedule, planned_steps, std::move(blocks), initial);
  made->check_rate(error);
  if (error) return nullptr;
  return made;
}

}  // namespace

std::unique_ptr<Stepper> make_stepper(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps,
                                      bool single_precision, const std::vector<std::vector<Index>>& shapes,
                                      const std::vector<double>& initial, Error& error) {
  return single_precision ? make_typed<float>(optimizer, schedule, planned_steps, blocks_of(shapes), initial, error)
                          : make_typed<double>(optimizer, schedule, planned_steps, blocks_of(shapes), initial, error);
}

}  // namespace loss_playground
