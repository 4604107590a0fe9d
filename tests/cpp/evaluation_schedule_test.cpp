// SPDX-License-Identifier: MIT
#include "training/evaluation_schedule.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace loss_playground::tests {
namespace {

Experiment planned(int steps, int evaluate_every = 0) {
  Experiment experiment;
  experiment.steps = steps;
  experiment.evaluate_every = evaluate_every;
  return experiment;
}

std::vector<int> evaluated(const EvaluationSchedule& schedule, int steps) {
  std::vector<int> found;
  for (int step = 1; step <= steps; ++step)
    if (schedule.has(step)) found.push_back(step);
  return found;
}

}  // namespace

TEST_CASE("evaluation schedule: an interval that was set means its multiples and the last planned step, no others") {
  CHECK(evaluated({planned(20, 7), 1, 1}, 30) == std::vector<int>{7, 14, 20, 21, 28});
}

TEST_CASE("evaluation schedule: a run that chooses adds early steps to about a hundred more") {
  const EvaluationSchedule schedule(planned(1000), 1, 1);
  CHECK(schedule.interval() == 10);
  CHECK(evaluated(schedule, 40) == std::vector<int>{1, 2, 5, 10, 20, 30, 40});
  CHECK(evaluated(schedule, 1000).size() == 103);
  CHECK(EvaluationSchedule(planned(400), 1, 1).interval() == 2);
  CHECK(EvaluationSchedule(planned(60), 1, 1).interval() == 1);
}

TEST_CASE("evaluation schedule: costly evaluations are fewer, by their own cost or by that of the training") {
  CHECK(EvaluationSchedule(planned(1000), 1, 4e7).interval() == 50);
  CHECK(EvaluationSchedule(planned(1000), 1e9, 4e9).interval() == 50);
  // However much they cost, a line needs some.
  const EvaluationSchedule costly(planned(10000), 1, 1e18);
  CHECK(evaluated(costly, 2500) == std::vector<int>{100, 200, 500, 1000, 2000});
}

TEST_CASE("round_down: to 1, 2 or 5 times a power of ten") {
  CHECK(round_down(0) == 1);
  CHECK(round_down(4.9) == 2);
  CHECK(round_down(5) == 5);
  CHECK(round_down(1999) == 1000);
}

}  // namespace loss_playground::tests
