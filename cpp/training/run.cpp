// SPDX-License-Identifier: MIT
#include "training/run_memory.hpp"
#include "training/run_of.hpp"

namespace loss_playground {

namespace {

constexpr double most_parameters = 10'000'000;

/// From the shapes, since an Index of 32 bits does not hold any product of them.
double parameters_of(const std::vector<ParameterBlock>& blocks) {
  double count = 0;
  for (const ParameterBlock& block : blocks) {
    double size = 1;
    for (const Index length : block.shape) size *= static_cast<double>(length);
    count += size;
  }
  return count;
}

}  // namespace

template <class T>
Index check_model_and_optimizer(const Experiment& experiment, const Examples<T>& examples, Error& error) {
  check_model(experiment.model, examples.form, error);
  if (error) return 0;
  const auto model = make_model<T>(experiment.model, examples.form);
  const double size = parameters_of(model->blocks());
  if (size > most_parameters) {
    error = {"model.params.hidden", std::to_string(static_cast<std::int64_t>(size)) + " parameters",
             "at most 10,000,000 parameters in total"};
    return 0;
  }
  const auto blocks = optimizer_blocks(model->blocks());
  error = misfit<T>(experiment.optimizer, blocks, true);
  if (!error)
    error = memory_misfit<T>(experiment, examples, *model,
                             static_cast<double>(numbers_of<T>(experiment.optimizer, blocks)));
  return model->parameter_count();
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
