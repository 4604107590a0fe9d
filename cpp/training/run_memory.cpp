// SPDX-License-Identifier: MIT
#include "training/run_memory.hpp"

#include <algorithm>

#include "core/memory.hpp"

namespace loss_playground {

namespace {

/// Rows of a step: with the company of each, and those that are replayed.
template <class T>
double batch_rows(const Experiment& experiment, const Examples<T>& examples) {
  const double own = static_cast<double>(examples.train.size() - examples.first_anchor);
  const double asked = experiment.batch_size, replay = experiment.fine_tuning ? experiment.fine_tuning->replay : 0;
  const bool embeds = examples.reading == Reading::embedding;
  return (embeds ? 3 : 1) * std::min(own, asked) + replay * asked;
}

/// Numbers that the loss works with for each row, at most: its link, both ends of pairs, pairs of a list.
template <class T>
double loss_numbers(const Examples<T>& examples) {
  const auto outputs = static_cast<double>(examples.form.outputs);
  const double pairs = examples.target == Target::order ? 3 * outputs * (outputs - 1) : 0;
  return static_cast<double>(examples.positions) *
         (4 * outputs + 2 * static_cast<double>(examples.target_columns) + pairs);
}

}  // namespace

template <class T>
Error memory_misfit(const Experiment& experiment, const Examples<T>& examples, const Model<T>& model,
                    double optimizer_numbers) {
  const double width = sizeof(T), both = width + sizeof(double);
  const double inputs = static_cast<double>(examples.form.inputs), of_loss = loss_numbers(examples);
  // A gradient check makes all that a step needs again, in double precision.
  const double batch = both * batch_rows(experiment, examples) * (model.numbers_a_row() + inputs + of_loss);
  const double state = both * 3 * static_cast<double>(model.parameter_count()) + width * optimizer_numbers;
  // Of tables all outputs are kept; three rows each where losses compare them. Texts are evaluated in chunks.
  const double rows = static_cast<double>(std::max(examples.train.size(), examples.test.size()));
  const double evaluation = examples.form.vocabulary > 0 ? 0 : 3 * width * rows * of_loss;
  const double bytes = batch + state + evaluation, most = std::max({batch, state, evaluation});
  if (bytes <= most_bytes) return {};
  if (most == batch) return too_large("batch_size", bytes, "a smaller batch_size or a smaller model");
  if (most == state) return too_large("model.params", bytes, "a smaller model or another optimizer");
  return too_large("task.params", bytes, "fewer examples or fewer outputs");
}

template Error memory_misfit(const Experiment&, const Examples<float>&, const Model<float>&, double);
template Error memory_misfit(const Experiment&, const Examples<double>&, const Model<double>&, double);

}  // namespace loss_playground
