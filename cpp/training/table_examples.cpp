// SPDX-License-Identifier: MIT
#include "training/table_examples.hpp"

#include <algorithm>
#include <numeric>

#include "training/table_rows.hpp"

namespace loss_playground {

namespace {

template <class T>
Examples<T> start(const DataTable& data, const Experiment& experiment) {
  Examples<T> examples;
  examples.form.inputs = data.columns;
  examples.target = find_loss(experiment.loss)->target;
  examples.standardization = data.standardization;
  return examples;
}

template <class T>
void choose_class_form(Index classes, Examples<T>& examples) {
  const Target target = examples.target;
  const bool one_number = target == Target::probability || target == Target::sign || target == Target::real;
  examples.reading = Reading::classes;
  examples.form.outputs = classes;
  if (target == Target::class_index) {
    examples.target_rank = 1;
  } else if (classes == 2 && one_number) {
    examples.reading = target == Target::real ? Reading::share : Reading::logit;
    examples.form.outputs = 1;
    examples.target_columns = 1;
  } else {
    examples.target_columns = classes;
  }
}

/// The target of a class in column j.
double class_target(Target target, Index columns, double label, Index j) {
  const double yes = columns > 1 ? double(label == static_cast<double>(j)) : label;
  if (target == Target::sign) return 2 * yes - 1;
  // The one true label, then nothing.
  if (target == Target::class_list) return j == 0 ? label : -1;
  return yes;
}

/// `target_of(row, column)` gives the targets.
template <class T, class TargetOf>
std::unique_ptr<const Rows<T>> take_rows(const DataTable& data, Index target_columns, Index begin, Index end,
                                         TargetOf target_of) {
  Aligned<T> inputs, targets;
  inputs.reserve(static_cast<std::size_t>((end - begin) * data.columns));
  for (Index i = begin * data.columns; i < end * data.columns; ++i)
    inputs.push_back(static_cast<T>(data.inputs[static_cast<std::size_t>(i)]));
  for (Index i = begin; i < end; ++i)
    for (Index j = 0; j < target_columns; ++j) targets.push_back(static_cast<T>(target_of(i, j)));
  return std::make_unique<const TableRows<T>>(data.columns, target_columns, std::move(inputs), std::move(targets));
}

/// Numbers of a user's table may be too large for a float, or lie farther from the training rows than it reaches.
template <class T>
void check_finite(const std::vector<double>& numbers, const char* path, Error& error) {
  const auto infinite = [](double number) { return !math::is_finite(static_cast<T>(number)); };
  if (std::any_of(numbers.begin(), numbers.end(), infinite))
    error = {path, "a number that is too large once it is standardized", "numbers of similar sizes in each column"};
}

/// The weights of both parts. Each needs some: the mean of a part is divided by their sum.
template <class T>
void take_weights(const DataTable& data, Examples<T>& examples, Error& error) {
  if (data.weights.empty()) return;
  check_finite<T>(data.weights, "task.params.weights", error);
  const auto middle = data.weights.begin() + data.train_rows;
  examples.train.weights.assign(data.weights.begin(), middle);
  examples.test.weights.assign(middle, data.weights.end());
  for (const auto* part : {&examples.train, &examples.test}) {
    const T sum = std::accumulate(part->weights.begin(), part->weights.end(), T(0));
    if (!math::is_finite(sum)) error = {"task.params.weights", "weights with an infinite sum", "smaller weights"};
    if (sum == T(0))
      error = {"task.params.weights", part == &examples.train ? "0 for all training rows" : "0 for all test rows",
               "weights above 0 in the training and the test set"};
  }
}

template <class T, class TargetOf>
void take_parts(const DataTable& data, TargetOf target_of, Examples<T>& examples, Error& error) {
  check_finite<T>(data.inputs, "task.params.inputs", error);
  check_finite<T>(data.targets, "task.params.targets", error);
  take_weights(data, examples, error);
  examples.train.rows = take_rows<T>(data, examples.target_columns, 0, data.train_rows, target_of);
  examples.test.rows = take_rows<T>(data, examples.target_columns, data.train_rows, data.rows(), target_of);
}

double given_target(const DataTable& data, Index row, Index column) {
  return data.targets[static_cast<std::size_t>(row * data.target_columns + column)];
}

}  // namespace

template <class T>
Examples<T> make_examples(const ClassTable& data, const Experiment& experiment, Error& error) {
  auto examples = start<T>(data, experiment);
  if (find_loss(experiment.loss)->logits_of_classes) examples.target = Target::probability;
  choose_class_form(data.classes, examples);
  const bool by_number = examples.target_rank == 1;
  const auto target_of = [&](Index i, Index j) {
    const double label = given_target(data, i, 0);
    return by_number ? label : class_target(examples.target, examples.target_columns, label, j);
  };
  take_parts(data, target_of, examples, error);
  examples.train.labels.assign(data.targets.begin(), data.targets.begin() + data.train_rows);
  examples.test.labels.assign(data.targets.begin() + data.train_rows, data.targets.end());
  return examples;
}

template <class T>
Examples<T> make_examples(const NumberTable& data, const Experiment& experiment, Error& error) {
  auto examples = start<T>(data, experiment);
  examples.reading = Reading::numbers;
  examples.form.outputs = examples.target_columns = data.target_columns;
  take_parts(
      data, [&](Index i, Index j) { return given_target(data, i, j); }, examples, error);
  return examples;
}

template <class T>
Examples<T> make_examples(const TripletTable& data, const Experiment& experiment, Error& error) {
  auto examples = start<T>(data, experiment);
  set_embedding_form(data.dimensions, examples);
  take_parts(
      data, [&](Index i, Index j) { return given_target(data, i, j); }, examples, error);
  if (!error) set_embedding_labels(data.targets, data.train_rows, examples, error);
  return examples;
}

template Examples<float> make_examples(const ClassTable&, const Experiment&, Error&);
template Examples<double> make_examples(const ClassTable&, const Experiment&, Error&);
template Examples<float> make_examples(const NumberTable&, const Experiment&, Error&);
template Examples<double> make_examples(const NumberTable&, const Experiment&, Error&);
template Examples<float> make_examples(const TripletTable&, const Experiment&, Error&);
template Examples<double> make_examples(const TripletTable&, const Experiment&, Error&);

}  // namespace loss_playground
