// SPDX-License-Identifier: MIT
// Sample weights: a row of weight 3 counts as three equal rows, in the batch loss, its gradient and the cost.
#include <doctest/doctest.h>

#include <numeric>

#include "engine.hpp"
#include "tasks/custom.hpp"
#include "tasks/fit.hpp"
#include "training/objective.hpp"
#include "training/row_evaluation.hpp"
#include "training/table_examples.hpp"

namespace loss_playground::tests {

namespace {

constexpr int times[] = {2, 1, 0, 3, 1, 2, 1, 2};
constexpr Index rows = std::size(times), train_rows = 6;

/// Row i as often as `copies(i)`; the first `train_rows` kinds of rows are the training set.
template <class Table, class Copies>
Table table_of(Index target_columns, Copies copies) {
  Table data;
  data.columns = 2;
  data.target_columns = target_columns;
  for (Index i = 0; i < rows; ++i)
    for (int k = 0; k < copies(i); ++k) {
      const auto at = static_cast<double>(i);
      data.inputs.insert(data.inputs.end(), {0.7 * at - 2, 1.5 - 0.4 * at * at / 10});
      if constexpr (std::is_same_v<Table, ClassTable>) {
        data.targets.push_back(static_cast<double>(i % 3));
      } else {
        for (Index j = 0; j < target_columns; ++j) data.targets.push_back(0.3 * at - static_cast<double>(j));
      }
      if (i < train_rows) ++data.train_rows;
    }
  if constexpr (std::is_same_v<Table, ClassTable>) data.classes = 3;
  return data;
}

template <class Table>
Table repeated(Index target_columns) {
  return table_of<Table>(target_columns, [](Index i) { return times[i]; });
}

template <class Table>
Table weighted(Index target_columns) {
  Table data = table_of<Table>(target_columns, [](Index) { return 1; });
  for (const int weight : times) data.weights.push_back(0.5 * weight);
  return data;
}

Experiment experiment_with(const Spec& loss) {
  Experiment experiment = Custom::experiment();
  experiment.model.params = {{"hidden", std::vector<double>{3}}};
  experiment.loss = loss;
  experiment.batch_size = 1000;
  experiment.single_precision = false;
  return experiment;
}

struct Found {
  double batch_loss, active, train_cost, test_cost;
  std::vector<double> gradient;
};

template <class Table>
Found found_of(const Table& data, const Experiment& experiment) {
  Error error;
  const auto examples = make_examples<double>(data, experiment, error);
  REQUIRE_FALSE(error);
  Objective<double> objective(experiment, examples, examples.train.size());
  const auto size = static_cast<std::size_t>(objective.model().parameter_count());
  Aligned<double> parameters(size), gradient(size);
  Random random(3, Stream::weights);
  objective.model().initialize(parameters.data(), random);
  std::vector<std::int32_t> all(static_cast<std::size_t>(examples.train.size()));
  std::iota(all.begin(), all.end(), 0);
  const ObjectiveValue value = objective(parameters.data(), all, gradient.data());
  RowEvaluation<double> evaluation(experiment, examples);
  Metrics metrics;
  Judgement train, test;
  while (!evaluation.judge_piece(parameters.data(), true, train, metrics)) continue;
  while (!evaluation.judge_piece(parameters.data(), false, test, metrics)) continue;
  double sum = 0, divisor = 0;
  const RowLosses<double> each = evaluation.row_losses(parameters.data(), true);
  for (std::size_t i = 0; i < each.losses.size(); ++i) {
    sum += each.weights[i] * each.losses[i];
    divisor += each.weights[i];
  }
  CHECK(sum / divisor == doctest::Approx(train.cost).epsilon(1e-12));
  return {value.batch_loss, value.active, train.cost, test.cost, {gradient.begin(), gradient.end()}};
}

template <class Table>
void check_weights(const Spec& loss, Index target_columns) {
  CAPTURE(loss.id);
  const Experiment experiment = experiment_with(loss);
  const Found given = found_of(weighted<Table>(target_columns), experiment);
  const Found wanted = found_of(repeated<Table>(target_columns), experiment);
  CHECK(given.batch_loss == doctest::Approx(wanted.batch_loss).epsilon(1e-12));
  CHECK(given.batch_loss == doctest::Approx(given.train_cost).epsilon(1e-12));
  CHECK(given.train_cost == doctest::Approx(wanted.train_cost).epsilon(1e-12));
  CHECK(given.test_cost == doctest::Approx(wanted.test_cost).epsilon(1e-12));
  CHECK(given.active <= 1);
  REQUIRE(given.gradient.size() == wanted.gradient.size());
  for (std::size_t i = 0; i < wanted.gradient.size(); ++i)
    CHECK(given.gradient[i] == doctest::Approx(wanted.gradient[i]).epsilon(1e-10));
}

DataTable own_table(std::vector<double> weights) {
  DataTable table;
  table.columns = 1;
  for (int i = 0; i < 10; ++i) table.add({static_cast<double>(i)}, static_cast<double>(i % 2));
  table.weights = std::move(weights);
  return table;
}

Error refusal_of(const DataTable& table, const char* kind, const char* loss) {
  Experiment experiment = experiment_with({loss, {}});
  experiment.task.params = {{"kind", std::string(kind)}};
  Error error;
  make_run(experiment, {1, {}, &table}, error);
  return error;
}

}  // namespace

TEST_CASE("sample weights: a row of weight w counts as w equal rows, whatever the loss") {
  for (const Entry& entry : loss_entries()) {
    const auto& descriptor = static_cast<const LossDescriptor&>(*entry.descriptor);
    if (!misfit(TaskKind::classification, descriptor.target)) check_weights<ClassTable>({descriptor.id, {}}, 1);
    if (!misfit(TaskKind::regression, descriptor.target)) check_weights<NumberTable>({descriptor.id, {}}, 2);
  }
}

TEST_CASE("sample weights: rows of an ignored class have no part in the divisor") {
  for (const char* loss : {"cross_entropy", "nll_loss"}) check_weights<ClassTable>({loss, {{"ignore_index", 1.0}}}, 1);
}

TEST_CASE("class weights: a class of weight w counts as w times its rows, on top of sample weights") {
  const std::vector<double> by_class{2, 0.5, 3};
  for (const char* loss : {"cross_entropy", "nll_loss"}) {
    CAPTURE(loss);
    ClassTable sampled = weighted<ClassTable>(1);
    const Found given = found_of(sampled, experiment_with({loss, {{"weight", by_class}}}));
    for (std::size_t i = 0; i < sampled.weights.size(); ++i) sampled.weights[i] *= by_class[i % 3];
    const Found wanted = found_of(sampled, experiment_with({loss, {}}));
    CHECK(given.batch_loss == doctest::Approx(wanted.batch_loss).epsilon(1e-12));
    CHECK(given.train_cost == doctest::Approx(wanted.train_cost).epsilon(1e-12));
    CHECK(given.test_cost == doctest::Approx(wanted.test_cost).epsilon(1e-12));
    for (std::size_t i = 0; i < wanted.gradient.size(); ++i)
      CHECK(given.gradient[i] == doctest::Approx(wanted.gradient[i]).epsilon(1e-10));
    // A list of ones changes nothing, and every row still counts as one of those with a gradient.
    const ClassTable plain = table_of<ClassTable>(1, [](Index) { return 1; });
    const Found ones = found_of(plain, experiment_with({loss, {{"weight", std::vector<double>{1, 1, 1}}}}));
    CHECK(ones.train_cost == found_of(plain, experiment_with({loss, {}})).train_cost);
    CHECK(found_of(plain, experiment_with({loss, {{"weight", by_class}}})).active == 1);
  }
}

TEST_CASE("class weights: one pos_weight counts for all outputs, and lists of another length are refused") {
  const ClassTable data = table_of<ClassTable>(1, [](Index) { return 1; });
  const char* binary = "binary_cross_entropy_with_logits";
  const auto cost = [&](std::vector<double> list) {
    return found_of(data, experiment_with({binary, {{"pos_weight", std::move(list)}}})).train_cost;
  };
  CHECK(cost({3}) == cost({3, 3, 3}));
  CHECK(cost({3}) > cost({1}));
  CHECK(cost({1}) == cost({}));
  const auto refused = [&](const char* loss, const char* id, std::vector<double> list) {
    const DataTable table = own_table({});
    Error error;
    make_run(experiment_with({loss, {{id, std::move(list)}}}), {1, {}, &table}, error);
    return error;
  };
  CHECK(refused("cross_entropy", "weight", {1, 2, 3}).path == "loss.params.weight");
  CHECK(refused("cross_entropy", "weight", {1, 2, 3}).allowed == "2 numbers, one per class");
  CHECK(refused("cross_entropy", "weight", {1}).given == "1 number");
  CHECK(refused("cross_entropy", "weight", {0, 0}).allowed == "at least one weight above 0");
  CHECK(refused(binary, "pos_weight", {1, 2}).allowed == "1 number");
  CHECK(refused(binary, "pos_weight", {2}).path.empty());
}

TEST_CASE("sample weights: each stays with its row when the rows are shuffled") {
  DataTable table = own_table({});
  for (const double input : table.inputs) table.weights.push_back(input + 1);
  split(table, 0.3, 7);
  CHECK(table.inputs.front() != 0);
  for (std::size_t i = 0; i < table.inputs.size(); ++i) CHECK(table.weights[i] == table.inputs[i] + 1);
}

TEST_CASE("sample weights: refused for triplets, without any in a part, and beyond the precision") {
  CHECK(refusal_of(own_table(std::vector<double>(10, 2)), "classification", "cross_entropy").path.empty());
  CHECK(refusal_of(own_table(std::vector<double>(10, 2)), "triplet", "triplet_margin_loss").path ==
        "task.params.weights");
  std::vector<double> one(10);
  one[4] = 1;
  CHECK(refusal_of(own_table(one), "regression", "mse_loss").allowed ==
        "weights above 0 in the training and the test set");
  CHECK(refusal_of(own_table(std::vector<double>(10, 1e308)), "regression", "mse_loss").given ==
        "weights with an infinite sum");
}

}  // namespace loss_playground::tests
