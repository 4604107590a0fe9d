// SPDX-License-Identifier: MIT
#pragma once
// Optimizers on what tests/reference/optimizers.py defines: a sequence of gradients, or one of two objectives.
#include "fixtures.hpp"
#include "functions/rosenbrock.hpp"
#include "optimizers/state.hpp"

namespace loss_playground::tests {

/// A number that anyone can make again.
inline double gradient_at(std::uint64_t step, std::uint64_t index) {
  std::uint64_t h = (step * 2654435761u + index * 40503u + 12345u) & 0xFFFFFFFFu;
  h ^= h >> 16;
  h = (h * 2246822519u) & 0xFFFFFFFFu;
  h ^= h >> 13;
  return (static_cast<double>(h) / 4294967296.0 - 0.5) * 4 + 0.3;
}

/// Springs of growing stiffness, and neighbors that do not like to be large together; or Rosenbrock's valley; or a
/// wide bowl with a steep hill in the way of each number.
template <class T>
class FixtureObjective final : public Closure<T> {
 public:
  FixtureObjective(std::string name, Index size) : name_(std::move(name)), size_(size) {}
  double operator()(const T* w, T* gradient) override {
    if (name_ == "rosenbrock") return static_cast<double>(Rosenbrock{}(w, gradient));
    double value = 0;
    for (Index i = 0; i < size_ && name_ == "bumps"; ++i) {
      const T off = w[i] - static_cast<T>(i) / T(2), hill = T(1) + T(16) * off * off;
      value += static_cast<double>(w[i] * w[i] / T(8) + T(2) / hill);
      gradient[i] = w[i] / T(4) - T(64) * off / (hill * hill);
    }
    if (name_ == "bumps") return value;
    for (Index i = 0; i < size_; ++i) {
      const T stiff = static_cast<T>(i + 1), off = w[i] - static_cast<T>(i) / T(8);
      const T before = i > 0 ? w[i - 1] : T(0), after = i + 1 < size_ ? w[i + 1] : T(0);
      value += static_cast<double>(stiff * off * off / T(2) + w[i] * w[i] * after * after / T(4));
      gradient[i] = stiff * off + w[i] * (before * before + after * after) / T(2);
    }
    return value;
  }
  explicit operator bool() const { return !name_.empty(); }

 private:
  std::string name_;
  Index size_;
};

inline std::vector<Block> to_blocks(const json& shapes) {
  std::vector<Block> blocks;
  Index offset = 0;
  for (const json& shape : shapes) {
    const bool is_matrix = shape.size() == 2;
    const Index rows = is_matrix ? shape[0].get<Index>() : 1, cols = shape[is_matrix ? 1 : 0];
    blocks.push_back({offset, rows, cols, is_matrix, is_matrix});
    offset += rows * cols;
  }
  return blocks;
}

template <class T>
struct Follower {
  std::vector<T> parameters, gradient;
  FixtureObjective<T> objective;
  OptimizerState<T> state;

  /// A case of a fixture, or with its members `params`, `blocks` and `objective` something like one.
  Follower(const std::string& id, const json& one, const Spec& schedule = {"constant", {}})
      : parameters(static_cast<std::size_t>(size_of(to_blocks(one.at("blocks"))))),
        gradient(parameters.size()),
        objective(one.at("objective").is_null() ? "" : one.at("objective").get<std::string>(),
                  static_cast<Index>(parameters.size())),
        state({id, to_parameters(one.at("params"))}, schedule, 1000, to_blocks(one.at("blocks"))) {
    restart();
  }
  static Index size_of(const std::vector<Block>& blocks) { return blocks.back().offset + blocks.back().size(); }

  void restart() {
    for (std::size_t i = 0; i < parameters.size(); ++i)
      parameters[i] = static_cast<T>(static_cast<double>(i + 1) / 4 - 1);
    if (parameters.size() == 2) parameters = {T(-1.2), T(1)};
    state.reset();
  }
  void step() {
    const auto number = static_cast<std::uint64_t>(state.steps()) + 1;
    if (objective) {
      const double value = objective(parameters.data(), gradient.data());
      return state.step(parameters.data(), gradient.data(), value, &objective);
    }
    for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] = static_cast<T>(gradient_at(number, i));
    state.step(parameters.data(), gradient.data(), 1 / static_cast<double>(number % 13 + 1));
  }
  void step_to(std::int64_t step_number) {
    while (state.steps() < step_number) step();
  }
  std::vector<T> answer() {
    std::vector<T> mean = parameters;
    if (state.averages()) state.average(parameters.data(), mean.data());
    return mean;
  }
};

}  // namespace loss_playground::tests
