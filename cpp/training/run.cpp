// SPDX-License-Identifier: MIT
#include "training/run.hpp"

#include "tasks/list.hpp"
#include "training/run_of.hpp"

namespace loss_playground {

namespace {

constexpr Index most_parameters = 10'000'000;

template <class T>
std::unique_ptr<Run> make_typed(const Experiment& experiment, Dataset dataset, Dataset source, const Start& start,
                                Error& error) {
  auto examples = make_examples<T>(dataset, experiment.loss, predicts_everywhere(experiment.model), error);
  if (!error) check_model(experiment.model, examples.form(), error);
  if (!is_starter && !error)
    check_miner(experiment, examples.target, examples.train.rows, examples.documents > 0 ? 2 : 1, error);
  if (error) return nullptr;
  const auto model = make_model<T>(experiment.model, examples.form());
  const Index size = model->parameter_count();
  if (size > most_parameters) {
    error = {"model.params.hidden", std::to_string(size) + " parameters", "at most 10,000,000 parameters in all"};
    return nullptr;
  }
  error = misfit<T>(experiment.optimizer, optimizer_blocks(model->blocks()), true);
  std::unique_ptr<FineTuner<T>> tuner;
  if (!is_starter && !error && experiment.fine_tuning) {
    auto weights = read_weights(start.weights, size, error);
    if (!error)
      tuner =
          std::make_unique<FineTuner<T>>(experiment, std::move(source), std::move(weights), examples.train.rows, error);
  }
  if (error) return nullptr;
  return std::make_unique<RunOf<T>>(experiment, std::move(dataset), std::move(examples), std::move(tuner));
}

}  // namespace

bool can_run(const Experiment& experiment) {
  if constexpr (!is_starter) return true;
  return experiment.single_precision && find_loss(experiment.loss.id) && lists(StarterTasks{}, experiment.task.id) &&
         lists(StarterModels{}, experiment.model.id) && lists(StarterOptimizers{}, experiment.optimizer.id) &&
         experiment.miner.id == "random";
}

std::unique_ptr<Run> make_run(const Experiment& experiment, const Source& source, Error& error, const Start& start) {
  fix_product_blocking();
  Dataset dataset = make_dataset(experiment.task, source, error), first;
  if (!is_starter && !error && experiment.fine_tuning) {
    first = make_dataset(experiment.fine_tuning->source, {source.seed, start.source_file}, error);
    if (!error && (!dataset.text || !first.text))
      error = {"fine_tuning.source", experiment.fine_tuning->source.id, "a next-token task before a next-token task"};
  }
  if (error) return nullptr;
  if constexpr (!is_starter)
    if (!experiment.single_precision)
      return make_typed<double>(experiment, std::move(dataset), std::move(first), start, error);
  return make_typed<float>(experiment, std::move(dataset), std::move(first), start, error);
}

}  // namespace loss_playground
