// SPDX-License-Identifier: MIT
#include "engine.hpp"

#include "core/eigen.hpp"
#include "language/fine_tuning.hpp"
#include "language/text_evaluation.hpp"
#include "language/text_examples.hpp"
#include "search/list_evaluation.hpp"
#include "search/search_evaluation.hpp"
#include "search/search_examples.hpp"
#include "tasks/fit.hpp"
#include "training/gradient_check.hpp"
#include "training/objective.hpp"
#include "training/row_evaluation.hpp"
#include "training/run_parts.hpp"
#include "training/table_examples.hpp"

namespace loss_playground {

namespace {

template <class T>
std::unique_ptr<const Examples<T>> examples_of(const Dataset& dataset, const Experiment& experiment, Error& error) {
  return std::visit(
      [&](const auto& data) { return std::make_unique<const Examples<T>>(make_examples<T>(data, experiment, error)); },
      dataset);
}

template <class T>
std::unique_ptr<Evaluation<T>> evaluation_of(const Dataset& dataset, const Experiment& experiment,
                                             const Examples<T>& examples) {
  if (const auto* data = std::get_if<TextData>(&dataset))
    return std::make_unique<TextEvaluation<T>>(experiment, examples, *data);
  if (const auto* data = std::get_if<SearchData>(&dataset))
    return std::make_unique<SearchEvaluation<T>>(experiment, examples, *data);
  if (std::holds_alternative<ListData>(dataset)) return std::make_unique<ListEvaluation<T>>(experiment, examples);
  return std::make_unique<RowEvaluation<T>>(experiment, examples);
}

/// The objective on one batch, with all that it needs.
class BatchObjective {
 public:
  BatchObjective(const Experiment& experiment, const Dataset& dataset, std::span<const std::int32_t> rows,
                 Index batch_rows)
      : experiment_(experiment),
        examples_(examples_of<double>(dataset, experiment_, none_)),
        rows_(rows.begin(), rows.end()),
        objective_(experiment_, *examples_, batch_rows) {
    objective_.hold_triplets();
  }

  double operator()(const double* at, double* gradient) { return objective_(at, rows_, gradient).total(); }

 private:
  Error none_;
  Experiment experiment_;
  std::unique_ptr<const Examples<double>> examples_;
  std::vector<std::int32_t> rows_;
  Objective<double> objective_;
};

GradientChecker checker_of(const Experiment& experiment, std::shared_ptr<const Dataset> dataset) {
  return [experiment, dataset](Aligned<double> parameters, std::span<const std::int32_t> rows, Index batch_rows,
                               Index samples) {
    const auto objective = std::make_shared<BatchObjective>(experiment, *dataset, rows, batch_rows);
    const auto value = [objective](const double* at, double* gradient) { return (*objective)(at, gradient); };
    return std::make_unique<FiniteDifferences>(value, std::move(parameters), samples, experiment.seed);
  };
}

/// The first task's data and the weights that it ended at.
struct FirstTask {
  TextData data;
  std::span<const std::uint8_t> weights;
};

template <class T>
std::unique_ptr<Run> make_typed(const Experiment& experiment, std::shared_ptr<const Dataset> dataset,
                                const FirstTask& first, Error& error) {
  RunParts<T> parts;
  parts.examples = examples_of<T>(*dataset, experiment, error);
  if (error) return nullptr;
  const Examples<T>& examples = *parts.examples;
  check_loss_weights(experiment.loss, examples.form.outputs, error);
  if (error) return nullptr;
  const Index size = check_model_and_optimizer(experiment, examples, error);
  if (!error) check_miner(experiment, examples.target, examples.train.size(), examples.first_anchor > 0 ? 2 : 1, error);
  if (!error) parts.work = estimate_work(experiment, examples, error);
  if (!error && experiment.fine_tuning) {
    auto weights = read_weights(first.weights, size, error);
    if (!error)
      parts.tuning =
          std::make_unique<FineTuner<T>>(experiment, first.data, std::move(weights), *examples.train.rows, error);
  }
  if (error) return nullptr;
  parts.evaluation = evaluation_of<T>(*dataset, experiment, examples);
  parts.check = checker_of(experiment, std::move(dataset));
  return make_run_of<T>(experiment, std::move(parts));
}

/// The data of the task that a fine-tuned run starts from.
TextData first_data(const Experiment& experiment, const Dataset& dataset, const Source& source, Error& error) {
  const Spec& task = experiment.fine_tuning->source;
  const Dataset first = make_dataset(task, source, error);
  const auto* text = std::get_if<TextData>(&first);
  if (!error && (!text || !std::holds_alternative<TextData>(dataset)))
    error = {"fine_tuning.source", task.id, "a next-token task, to fine-tune on a next-token task"};
  return error ? TextData{} : *text;
}

}  // namespace

bool can_run(const Experiment&) { return true; }

std::unique_ptr<Run> make_run(const Experiment& experiment, const Source& source, Error& error, const Start& start) {
  fix_product_blocking();
  const auto dataset = std::make_shared<const Dataset>(make_dataset(experiment.task, source, error));
  FirstTask first{{}, start.weights};
  if (!error && experiment.fine_tuning)
    first.data = first_data(experiment, *dataset, {experiment.fine_tuning->source_seed, start.source_file}, error);
  if (!error) check_loss(kind_of(*dataset), experiment.loss, error);
  if (error) return nullptr;
  return experiment.single_precision ? make_typed<float>(experiment, dataset, first, error)
                                     : make_typed<double>(experiment, dataset, first, error);
}

}  // namespace loss_playground
