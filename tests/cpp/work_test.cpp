// SPDX-License-Identifier: MIT
// Estimates of work: they grow as the work does, and a step that would take minutes is refused with what to change.
#include <doctest/doctest.h>

#include "engine.hpp"
#include "losses/loss.hpp"
#include "optimizers/optimizer.hpp"
#include "training/work.hpp"

namespace loss_playground::tests {
namespace {

Experiment embeddings(const char* loss, int batch, double examples = 2000) {
  Experiment experiment;
  experiment.task = {"triplet_lab", {{"examples", examples}}};
  experiment.model = {"mlp", {{"hidden", std::vector<double>{8}}}};
  experiment.loss = {loss, {}};
  experiment.optimizer = {"sgd", {}};
  experiment.batch_size = batch;
  return experiment;
}

RunFacts facts_of(const Experiment& experiment) {
  Error error;
  const auto run = make_run(experiment, {1, {}}, error);
  REQUIRE_MESSAGE(!error, error.path << ": " << error.given);
  return run->facts();
}

double step_work(const Experiment& experiment) { return facts_of(experiment).step_work; }

Experiment with_optimizer(const char* id, std::vector<double> hidden, int batch = 10) {
  Experiment experiment;
  experiment.task = {"circle", {}};
  experiment.model = {"mlp", {{"hidden", std::move(hidden)}}};
  experiment.loss = {"cross_entropy", {}};
  experiment.optimizer = {id, {}};
  experiment.batch_size = batch;
  return experiment;
}

}  // namespace

TEST_CASE("work: every loss, optimizer and miner of the catalog says a finite amount above 0") {
  const BatchSize size{10, 3, 4};
  for (const Entry& entry : loss_entries()) {
    CAPTURE(entry.descriptor->id);
    const double work = make_loss<double>({entry.descriptor->id, {}})->work(size);
    CHECK((work > 0 && work < 1e7));
  }
  const Block block{0, 4, 5, true, true};
  for (const OptimizerEntry& entry : optimizer_entries()) {
    CAPTURE(entry.descriptor->id);
    const double work = make_optimizer<double>({entry.descriptor->id, {}})->work({{&block, 1}, 20}, 100);
    CHECK((work > 0 && work < 1e6));
  }
}

TEST_CASE("work: a loss of whole batches grows with the square of the batch, or its cube") {
  const auto loss = [](const char* id, double rows) { return make_loss<float>({id, {}})->work({rows, 2, rows / 10}); };
  CHECK(loss("info_nce_loss", 2000) == doctest::Approx(4 * loss("info_nce_loss", 1000)));
  CHECK(loss("lifted_structure_loss", 2000) == doctest::Approx(8 * loss("lifted_structure_loss", 1000)));
  CHECK(loss("angular_loss", 2000) == doctest::Approx(8 * loss("angular_loss", 1000)));
  CHECK(loss("mse_loss", 2000) == doctest::Approx(2 * loss("mse_loss", 1000)));
}

TEST_CASE("work: optimizers that evaluate the objective themselves take a multiple of a plain step") {
  const double plain = step_work(with_optimizer("sgd", {8, 8}, 100));
  CHECK(step_work(with_optimizer("sam", {8, 8}, 100)) > 1.8 * plain);
  CHECK(step_work(with_optimizer("lbfgs", {8, 8}, 100)) > 15 * plain);
  CHECK(step_work(with_optimizer("newton", {8, 8}, 100)) > 100 * plain);
  CHECK(step_work(with_optimizer("adam", {8, 8}, 100)) < 1.5 * plain);
}

TEST_CASE("work: an evaluation covers both sets, however small the batch") {
  const RunFacts small = facts_of(with_optimizer("sgd", {8, 8}, 1)),
                 whole = facts_of(with_optimizer("sgd", {8, 8}, 250));
  CHECK(small.evaluation_work == doctest::Approx(whole.evaluation_work));
  CHECK(small.evaluation_work > 10 * small.step_work);
}

TEST_CASE("work: a batch whose step would take minutes is refused with the largest that would not") {
  Error error;
  Experiment experiment = embeddings("lifted_structure_loss", 5000, 10'000);
  CHECK(!make_run(experiment, {1, {}}, error));
  CHECK(error.path == "batch_size");
  const auto most = std::stoi(error.allowed.substr(std::string("at most ").size()));
  CHECK(most > 100);
  experiment.batch_size = most;
  CHECK(step_work(experiment) <= most_step_work);
  CHECK(step_work(experiment) > 0.99 * most_step_work);
}

TEST_CASE("work: an optimizer whose step would take minutes is refused, and the same model with another is not") {
  Error error;
  CHECK(!make_run(with_optimizer("newton", {80, 80}), {1, {}}, error));
  CHECK(error.path == "optimizer.id");
  CHECK(error.allowed.find("fewer parameters") != std::string::npos);
  CHECK(step_work(with_optimizer("adam", {80, 80})) < 1e7);
}

}  // namespace loss_playground::tests
