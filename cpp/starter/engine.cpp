// SPDX-License-Identifier: MIT
// The starter: a smaller module for the web, which a first training downloads. It has the most common entries of the
// catalogs, tables of numbers and single precision; it knows what it lacks, and hands such experiments back for the
// whole engine. What it leaves out is not linked: the files of this folder stand in for losses/list.cpp,
// models/list.cpp, optimizers/list.cpp, tasks/list.cpp, training/mining.cpp and engine.cpp.
#include "engine.hpp"

#include "core/eigen.hpp"
#include "models/common_list.hpp"
#include "optimizers/common_list.hpp"
#include "tasks/common_list.hpp"
#include "tasks/fit.hpp"
#include "training/fit.hpp"
#include "training/mining.hpp"
#include "training/row_evaluation.hpp"
#include "training/run_parts.hpp"
#include "training/table_examples.hpp"

namespace loss_playground {

namespace {

std::unique_ptr<const Examples<float>> examples_of(const Dataset& dataset, const Experiment& experiment, Error& error) {
  const auto from = [&](const auto& data) {
    return std::make_unique<const Examples<float>>(make_examples<float>(data, experiment, error));
  };
  if (const auto* data = std::get_if<ClassTable>(&dataset)) return from(*data);
  if (const auto* data = std::get_if<NumberTable>(&dataset)) return from(*data);
  return from(*std::get_if<TripletTable>(&dataset));
}

}  // namespace

template <class T>
std::unique_ptr<Mining<T>> make_mining(const Experiment&, Index, Index) {
  return nullptr;
}

template std::unique_ptr<Mining<float>> make_mining(const Experiment&, Index, Index);
template std::unique_ptr<Mining<double>> make_mining(const Experiment&, Index, Index);

double mining_work(const Experiment&, const BatchSize&) { return 0; }

Dataset make_dataset(const Spec& spec, const Source& source, Error& error) {
  return make_listed_dataset(CommonTasks{}, spec, source, error);
}

bool can_run(const Experiment& experiment) {
  return experiment.single_precision && find_loss(experiment.loss.id) && lists(CommonTasks{}, experiment.task.id) &&
         lists(CommonModels{}, experiment.model.id) && lists(CommonOptimizers{}, experiment.optimizer.id) &&
         experiment.miner.id == "random";
}

std::unique_ptr<Run> make_run(const Experiment& experiment, const Source& source, Error& error, const Start&) {
  fix_product_blocking();
  const Dataset dataset = make_dataset(experiment.task, source, error);
  if (!error) check_loss(kind_of(dataset), experiment.loss, error);
  if (error) return nullptr;
  RunParts<float> parts;
  parts.examples = examples_of(dataset, experiment, error);
  if (!error) check_loss_weights(experiment.loss, parts.examples->form.outputs, error);
  if (!error) check_model_and_optimizer(experiment, *parts.examples, error);
  if (!error) parts.work = estimate_work(experiment, *parts.examples, error);
  if (error) return nullptr;
  parts.evaluation = std::make_unique<RowEvaluation<float>>(experiment, *parts.examples);
  return make_run_of<float>(experiment, std::move(parts));
}

}  // namespace loss_playground
