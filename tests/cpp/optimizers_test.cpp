// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "core/snapshot.hpp"
#include "fixtures.hpp"
#include "functions/minimize.hpp"
#include "optimizers/state.hpp"
#include "optimizers/stepper.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

constexpr Index size = 7;

/// The gradient sequence of tests/reference/optimizers.py.
double gradient_at(std::uint64_t step, std::uint64_t index) {
  std::uint64_t h = (step * 2654435761u + index * 40503u + 12345u) & 0xFFFFFFFFu;
  h ^= h >> 16;
  h = (h * 2246822519u) & 0xFFFFFFFFu;
  h ^= h >> 13;
  return (static_cast<double>(h) / 4294967296.0 - 0.5) * 4 + 0.3;
}

template <class T>
struct Follower {
  std::vector<T> parameters, gradient;
  OptimizerState<T> state;

  explicit Follower(const Spec& spec) : parameters(size), gradient(size), state(spec, {"constant", {}}, 1000, size) {
    restart();
  }
  void restart() {
    for (Index i = 0; i < size; ++i)
      parameters[static_cast<std::size_t>(i)] = static_cast<T>(static_cast<double>(i + 1) / 4 - 1);
    state.reset();
  }
  void step() {
    for (std::size_t i = 0; i < gradient.size(); ++i)
      gradient[i] = static_cast<T>(gradient_at(static_cast<std::uint64_t>(state.steps()) + 1, i));
    state.step(parameters.data(), gradient.data());
  }
};

template <class T>
void check_trajectories(double tolerance) {
  for (const Entry& entry : entries_of(Optimizers{})) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    const json fixture = read_fixture("optimizers", id);
    REQUIRE(!fixture.is_null());
    for (const json& one : fixture.at("cases")) {
      const std::string name = one.at("name");
      CAPTURE(name);
      Follower<T> follower(Spec{id, to_parameters(one.at("params"))});
      for (const json& point : one.at("checkpoints")) {
        const auto step = point.at("step").get<std::int64_t>();
        while (follower.state.steps() < step) follower.step();
        const auto wanted = point.at("parameters").get<std::vector<double>>();
        for (std::size_t i = 0; i < wanted.size(); ++i) {
          CAPTURE(step);
          CAPTURE(i);
          CHECK(near(static_cast<double>(follower.parameters[i]), wanted[i], tolerance, tolerance));
        }
      }
    }
  }
}

}  // namespace

TEST_CASE("optimizers: 1,001 steps agree with PyTorch in double precision") {
  check_trajectories<double>(trajectory_tolerance);
}

TEST_CASE("optimizers: 1,001 steps in float stay near those in double precision") { check_trajectories<float>(2e-4); }

TEST_CASE("optimizers: after a reset, and from a snapshot, the same steps give the same bits") {
  for (const Entry& entry : entries_of(Optimizers{})) {
    CAPTURE(entry.descriptor->id);
    Follower<double> follower(Spec{entry.descriptor->id, {}});
    for (int i = 0; i < 20; ++i) follower.step();
    const auto first = follower.parameters;
    const auto bytes = write_snapshot(follower.parameters, follower.state);
    for (int i = 0; i < 5; ++i) follower.step();
    const auto later = follower.parameters;
    follower.restart();
    for (int i = 0; i < 20; ++i) follower.step();
    CHECK(follower.parameters == first);
    follower.restart();
    REQUIRE(read_snapshot(bytes, follower.parameters, follower.state));
    for (int i = 0; i < 5; ++i) follower.step();
    CHECK(follower.parameters == later);
  }
}

TEST_CASE("optimizers: bytes that are no snapshot of this optimizer change nothing") {
  const auto stepper = make_stepper({"adam", {}}, {"constant", {}}, 100, false, {1, 2});
  const auto smaller = make_stepper({"sgd", {}}, {"constant", {}}, 100, false, {1, 2});
  auto cut = stepper->snapshot();
  cut.pop_back();
  for (const auto& bytes : {cut, smaller->snapshot(), std::vector<std::uint8_t>{}}) {
    Error error;
    stepper->restore(bytes, error);
    CHECK(error.path == "snapshot");
    CHECK(stepper->parameters() == std::vector<double>{1, 2});
  }
}

TEST_CASE("optimizers: every optimizer goes down a bowl") {
  for (const Entry& entry : entries_of(Optimizers{})) {
    CAPTURE(entry.descriptor->id);
    Error error;
    const Descent descent{{"quadratic", {{"condition", 5.0}}},
                          {entry.descriptor->id, {{"lr", 0.3}}},
                          {"cosine_annealing_lr", {}},
                          {3, -2},
                          3000};
    const auto path = minimize<double>(descent, error);
    REQUIRE(!error);
    CHECK(path.values.front() == 14.5);
    CHECK(path.values.back() < 1e-4);
  }
}

TEST_CASE("sgd: on a bowl the rate 2 / steepness is the edge, exactly") {
  const auto last = [](double lr) {
    Error error;
    return minimize<double>(
               {{"quadratic", {{"condition", 25.0}}}, {"sgd", {{"lr", lr}}}, {"constant", {}}, {0, 1}, 400}, error)
        .values.back();
  };
  CHECK(last(0.079) < 1e-3);
  CHECK(last(0.08) == doctest::Approx(12.5));
  CHECK(last(0.0801) > 1e1);
  CHECK(last(0.081) > 1e6);
}

TEST_CASE("minimize: a start of the wrong dimension is refused") {
  Error error;
  minimize<double>({{"rosenbrock", {}}, {"sgd", {}}, {"constant", {}}, {1, 2, 3}, 1}, error);
  CHECK(error.path == "start");
  CHECK(error.allowed == "2 numbers");
}

}  // namespace loss_playground::tests
