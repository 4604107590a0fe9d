// SPDX-License-Identifier: MIT
#include "optimizers/stepper.hpp"

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

  void step(const std::vector<double>& gradient, double objective) override {
    for (std::size_t i = 0; i < gradient_.size(); ++i) gradient_[i] = static_cast<T>(gradient[i]);
    state_.step(parameters_.data(), gradient_.data(), objective);
  }
  std::vector<double> parameters() const override { return {parameters_.begin(), parameters_.end()}; }
  std::vector<double> evaluation_parameters() override {
    std::vector<T> answer = parameters_;
    if (state_.averages()) state_.average(parameters_.data(), answer.data());
    return {answer.begin(), answer.end()};
  }
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
  if (error) return nullptr;
  return std::make_unique<StepperOf<T>>(optimizer, schedule, planned_steps, std::move(blocks), initial);
}

}  // namespace

std::unique_ptr<Stepper> make_stepper(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps,
                                      bool single_precision, const std::vector<std::vector<Index>>& shapes,
                                      const std::vector<double>& initial, Error& error) {
  return single_precision ? make_typed<float>(optimizer, schedule, planned_steps, blocks_of(shapes), initial, error)
                          : make_typed<double>(optimizer, schedule, planned_steps, blocks_of(shapes), initial, error);
}

}  // namespace loss_playground
