// SPDX-License-Identifier: MIT
// Runs that would need too much memory are refused before they take it.
#include <doctest/doctest.h>

#include "engine.hpp"
#include "miners/miner.hpp"

namespace loss_playground::tests {

namespace {

Experiment experiment_of(double examples, std::vector<double> hidden, int batch_size) {
  Experiment experiment{{"moons", {{"examples", examples}}}};
  experiment.model = {"mlp", {{"hidden", std::move(hidden)}}};
  experiment.loss = {"cross_entropy", {}};
  experiment.optimizer = {"adam", {}};
  experiment.batch_size = batch_size;
  return experiment;
}

Error refusal_of(const Experiment& experiment) {
  Error error;
  make_run(experiment, {1, {}}, error);
  return error;
}

}  // namespace

TEST_CASE("memory: a batch too large is refused with what it would need, and a smaller one is not") {
  const Error error = refusal_of(experiment_of(20000, {2048, 2048}, 20000));
  CHECK(error.path == "batch_size");
  CHECK(error.given.starts_with("a value that needs about "));
  CHECK(error.given.ends_with(" GB of memory"));
  CHECK(error.allowed == "a smaller batch_size or a smaller model, to need at most 1.0 GB");
  CHECK(!refusal_of(experiment_of(20000, {2048, 2048}, 20)));
  // As large as the training set is the most that a batch can be.
  CHECK(!refusal_of(experiment_of(250, {2048}, 1'000'000)));
}

TEST_CASE("memory: a model of more parameters than an index of 32 bits holds is refused") {
  DataTable wide;
  wide.columns = 1 << 20;
  wide.inputs.resize(2 * static_cast<std::size_t>(wide.columns));
  wide.targets = {0, 1};
  Experiment experiment = experiment_of(0, {2048}, 1);
  experiment.task = {"custom", {}};
  Error error;
  make_run(experiment, {1, {}, &wide}, error);
  CHECK(error.path == "model.params.hidden");
  CHECK(error.given == "2147489794 parameters");
}

TEST_CASE("miners: the most triplets of a million rows are counted without overflow") {
  CHECK(make_miner<float>({"all", {}})->most_triplets(1'000'000) == 250'000'000'000'000'000);
  CHECK(make_miner<float>({"semi_hard", {}})->most_triplets(1'000'000) == 999'999'000'000);
}

}  // namespace loss_playground::tests
