// SPDX-License-Identifier: MIT
// Someone else's program: trains on a disc in a ring and prints the score.
#include <cstdio>

#include "engine.hpp"

int main() {
  loss_playground::Experiment experiment;
  experiment.task = {"circle", {}};
  experiment.loss = {"cross_entropy", {}};
  experiment.optimizer = {"adam", {{"lr", 0.03}}};
  loss_playground::Error error;
  const auto run = loss_playground::make_run(experiment, {experiment.seed, {}}, error);
  if (error) return 1;
  std::printf("%.3f\n", run->advance(500)[loss_playground::Metric::test_score]);
}
