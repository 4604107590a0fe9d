// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "core/snapshot.hpp"
#include "functions/minimize.hpp"
#include "optimizer_follower.hpp"
#include "optimizers/stepper.hpp"
#include "parameter_list.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

template <class T>
void check_near(const std::vector<T>& given, const json& wanted, double tolerance) {
  REQUIRE(given.size() == wanted.size());
  for (std::size_t i = 0; i < given.size(); ++i) {
    CAPTURE(i);
    CAPTURE(given[i] - wanted[i].get<double>());
    CHECK(near(static_cast<double>(given[i]), wanted[i], tolerance, tolerance));
  }
}

/// Calls `check` for every case of every optimizer; one without a fixture fails.
template <class Check>
void for_each_case(Check check) {
  for (const Entry& entry : optimizer_entries()) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    const json fixture = read_fixture("optimizers", id);
    REQUIRE(!fixture.is_null());
    for (const json& one : fixture.at("cases")) {
      const std::string name = one.at("name");
      CAPTURE(name);
      check(id, fixture, one);
    }
  }
}

template <class T>
void check_trajectory(const std::string& id, const json& one, double tolerance) {
  Follower<T> follower(id, one);
  for (const json& point : one.at("checkpoints")) {
    const auto step = point.at("step").get<std::int64_t>();
    CAPTURE(step);
    follower.step_to(step);
    check_near(follower.parameters, point.at("parameters"), tolerance);
    if (point.contains("answer")) check_near(follower.answer(), point.at("answer"), tolerance);
    CHECK(point.contains("answer") == follower.state.averages());
  }
}

}  // namespace

TEST_CASE("optimizers: 1,001 steps agree with PyTorch or 50 digits in double precision") {
  for_each_case([](const std::string& id, const json& fixture, const json& one) {
    check_trajectory<double>(id, one, fixture.at("tolerance"));
  });
}

TEST_CASE("optimizers: 1,001 steps in float stay near those in double precision, and nearer to PyTorch's in float") {
  for_each_case([](const std::string& id, const json& fixture, const json& one) {
    if (!fixture.at("float_tolerance").is_null()) check_trajectory<float>(id, one, fixture.at("float_tolerance"));
    if (!one.contains("float")) return;
    Follower<float> follower(id, one);
    follower.step_to(1001);
    check_near(follower.parameters, one.at("float"), float_trajectory_tolerance);
  });
}

TEST_CASE("optimizers: line searches and curvatures in float find the minimum of those in double precision") {
  for_each_case([](const std::string& id, const json& fixture, const json& one) {
    if (!fixture.at("float_tolerance").is_null()) return;
    Follower<float> follower(id, one);
    follower.step_to(100);
    check_near(follower.parameters, one.at("checkpoints").back().at("parameters"), 1e-2);
  });
}

TEST_CASE("optimizers: every parameter is documented, and set away from its default in some fixture") {
  check_parameters("optimizers", optimizer_entries());
}

TEST_CASE("optimizers: from a snapshot at any step the same steps give the same bits, under every schedule") {
  const auto schedules = schedule_entries();
  std::size_t turn = 0;
  for_each_case([&](const std::string& id, const json&, const json& one) {
    const std::string schedule = schedules[turn++ % schedules.size()].descriptor->id;
    // One that follows the objective would wait for longer than the steps here.
    ParameterValues often;
    if (make_schedule({schedule, {}})->memory() > 0) often = {{"interval", 2.0}, {"patience", 1.0}, {"factor", 0.5}};
    CAPTURE(schedule);
    Follower<float> through(id, one, {schedule, often}), other(id, one, {schedule, often});
    std::vector<std::vector<std::uint8_t>> kept;
    for (int step = 0; step <= 24; ++step, through.step())
      kept.push_back(write_snapshot(through.parameters, through.state));
    for (std::int64_t step = 0; step < 24; ++step) {
      CAPTURE(step);
      REQUIRE(!read_snapshot(kept[static_cast<std::size_t>(step)], other.parameters, other.state));
      CHECK(write_snapshot(other.parameters, other.state) == kept[static_cast<std::size_t>(step)]);
      other.step();
      CHECK(write_snapshot(other.parameters, other.state) == kept[static_cast<std::size_t>(step) + 1]);
      if (step % 8 != 5) other.restart();
    }
    other.restart();
    for (int step = 0; step < 24; ++step) other.step();
    CHECK(write_snapshot(other.parameters, other.state) == kept.back());
  });
}

TEST_CASE("optimizers: parameters that someone sets are the answer until the next step") {
  for_each_case([&](const std::string& id, const json&, const json& one) {
    Follower<double> follower(id, one);
    for (int step = 0; step < 7; ++step) follower.step();
    follower.parameters.assign(follower.parameters.size(), 0.25);
    follower.state.adopt(follower.parameters.data());
    check_near(follower.answer(), std::vector<double>(follower.parameters.size(), 0.25), 1e-15);
  });
}

TEST_CASE("optimizers: a closure is refused where it cannot be had") {
  for (const Entry& entry : optimizer_entries()) {
    const Spec spec{entry.descriptor->id, {}};
    Error error;
    const auto stepper = make_stepper(spec, {"constant", {}}, 10, true, {{2, 2}}, {1, 2, 3, 4}, error);
    const bool needs = make_optimizer<double>(spec)->needs_closure();
    CHECK(bool(error) == needs);
    CHECK((stepper == nullptr) == needs);
    if (needs) CHECK(error.path == "optimizer.id");
  }
}

TEST_CASE("newton, lbfgs: more memory than any machine has is refused") {
  const std::vector<Block> many{{0, 1000, 1000, true, true}};
  CHECK(misfit<float>({"newton", {}}, many, true).path == "optimizer.id");
  CHECK(misfit<float>({"lbfgs", {}}, many, true).path == "optimizer.id");
  CHECK(!misfit<float>({"lbfgs", {{"history_size", 10.0}}}, many, true));
}

TEST_CASE("adam, sgd: bytes that are no snapshot of this optimizer change nothing") {
  Error none;
  const auto stepper = make_stepper({"adam", {}}, {"constant", {}}, 100, false, {{2}}, {1, 2}, none);
  const auto smaller = make_stepper({"sgd", {}}, {"constant", {}}, 100, false, {{2}}, {1, 2}, none);
  auto cut = stepper->snapshot();
  cut.pop_back();
  for (const auto& bytes : {cut, smaller->snapshot(), std::vector<std::uint8_t>{}}) {
    Error error;
    stepper->restore(bytes, error);
    CHECK(error.path == "snapshot");
    CHECK(stepper->parameters() == std::vector<double>{1, 2});
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
