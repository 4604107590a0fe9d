// SPDX-License-Identifier: MIT
#include "training/run_of.hpp"

namespace loss_playground {

namespace {

constexpr Index most_parameters = 10'000'000;

}  // namespace

template <class T>
Index check_model_and_optimizer(const Experiment& experiment, const Examples<T>& examples, Error& error) {
  check_model(experiment.model, examples.form, error);
  if (error) return 0;
  const auto model = make_model<T>(experiment.model, examples.form);
  const Index size = model->parameter_count();
  if (size > most_parameters) {
    error = {"model.params.hidden", std::to_string(size) + " parameters", "at most 10,000,000 parameters in all"};
  } else {
    error = misfit<T>(experiment.optimizer, optimizer_blocks(model->blocks()), true);
  }
  return size;
}

template <class T>
std::unique_ptr<Run> make_run_of(const Experiment& experiment, RunParts<T> parts) {
  return std::make_unique<RunOf<T>>(experiment, std::move(parts));
}

template Index check_model_and_optimizer(const Experiment&, const Examples<float>&, Error&);
template Index check_model_and_optimizer(const Experiment&, const Examples<double>&, Error&);
template std::unique_ptr<Run> make_run_of(const Experiment&, RunParts<float>);
template std::unique_ptr<Run> make_run_of(const Experiment&, RunParts<double>);

}  // namespace loss_playground
