// SPDX-License-Identifier: MIT
// Rows of a text that are alike: each is counted once, and the cost is still the mean over all rows.
#include <doctest/doctest.h>

#include <set>

#include "engine.hpp"
#include "language/row_kinds.hpp"
#include "language/text_examples.hpp"
#include "language/text_view.hpp"
#include "small_corpus.hpp"
#include "tasks/names.hpp"

namespace loss_playground::tests {
namespace {

Experiment experiment_with(const char* model, ParameterValues loss) {
  Experiment experiment = Names::experiment();
  experiment.task.params = {{"context", 4.0}, {"test_fraction", 0.2}};
  experiment.model = {model, {}};
  experiment.loss = {"cross_entropy", std::move(loss)};
  experiment.batch_size = 8;
  experiment.single_precision = false;
  return experiment;
}

}  // namespace

TEST_CASE("row kinds: every row is like the first of one kind, and each kind's count is that of its rows") {
  Error error;
  const auto data = std::get<TextData>(Names{}.make({1, bytes_of(few_names)}, error));
  REQUIRE_FALSE(error);
  const auto examples = make_examples<double>(data, Names::experiment(), error);
  REQUIRE_FALSE(error);
  const auto read = [&](Index row) {
    std::vector<double> numbers(static_cast<std::size_t>(examples.form.inputs + 1));
    const auto number = static_cast<std::int32_t>(row);
    examples.train.rows->copy({&number, 1}, numbers.data(), numbers.data() + examples.form.inputs);
    return numbers;
  };
  const RowKinds kinds = row_kinds(examples.train.size(), [&](Index row, std::vector<std::int32_t>& to) {
    const auto numbers = read(row);
    to.assign(numbers.begin(), numbers.end());
  });
  std::multiset<std::vector<double>> rows;
  for (Index row = 0; row < examples.train.size(); ++row) rows.insert(read(row));
  std::set<std::vector<double>> different;
  CHECK(kinds.size() < examples.train.size());
  for (std::size_t k = 0; k < kinds.rows.size(); ++k) {
    const auto numbers = read(kinds.rows[k]);
    CHECK(rows.count(numbers) == static_cast<std::size_t>(kinds.counts[k]));
    CHECK(different.insert(numbers).second);
    if (k > 0) CHECK(kinds.counts[k - 1] <= kinds.counts[k]);
  }
  CHECK(different == std::set<std::vector<double>>(rows.begin(), rows.end()));
}

TEST_CASE("row kinds: the cost is the mean over all rows, or over those that the loss does not pass over") {
  for (const char* model : {"next_token_mlp", "bigram"})
    for (double ignored : {-100.0, 1.0}) {
      CAPTURE(model);
      CAPTURE(ignored);
      Error error;
      const auto run = make_run(experiment_with(model, {{"ignore_index", ignored}}), {1, bytes_of(few_names)}, error);
      REQUIRE_FALSE(error);
      const Metrics metrics = run->advance(5);
      const auto losses = std::get<std::vector<double>>(run->example_losses(true).losses.data);
      const auto targets = std::get<std::vector<double>>(run->data(true)[1].data);
      double sum = 0, count = 0;
      for (std::size_t i = 0; i < losses.size(); ++i) {
        sum += losses[i];
        count += targets[i] != ignored;
      }
      CHECK(count < static_cast<double>(losses.size()) + (ignored < 0));
      CHECK(metrics[Metric::cost] == doctest::Approx(sum / count).epsilon(1e-12));
    }
}

TEST_CASE("row kinds: a model that predicts after every token is judged by all its predictions") {
  Error error;
  const auto run = make_run(experiment_with("transformer", {}), {1, bytes_of(few_names)}, error);
  REQUIRE_FALSE(error);
  const Metrics metrics = run->advance(5);
  const Likelihood found = run->text()->likelihood(true);
  CHECK(metrics[Metric::cost] == doctest::Approx(found.nats).epsilon(1e-12));
}

}  // namespace loss_playground::tests
