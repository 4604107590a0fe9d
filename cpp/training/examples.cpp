// SPDX-License-Identifier: MIT
#include "training/examples.hpp"

#include <algorithm>

#include "training/fit.hpp"

namespace loss_playground {

namespace {

template <class T>
void choose_form(const Dataset& data, Target target, Examples<T>& examples) {
  const bool two = data.classes == 2;
  examples.columns = data.columns;
  examples.target = target;
  if (data.kind == TaskKind::triplet) {
    examples.reading = Reading::embedding;
    examples.outputs = data.dimensions;
    examples.target_rank = 1;
  } else if (data.kind == TaskKind::regression) {
    examples.reading = Reading::numbers;
    examples.outputs = examples.target_columns = data.target_columns;
  } else if (target == Target::class_index) {
    examples.reading = Reading::classes;
    examples.outputs = data.classes;
    examples.target_rank = 1;
  } else if (two && (target == Target::probability || target == Target::sign || target == Target::real)) {
    examples.reading = target == Target::real ? Reading::share : Reading::logit;
    examples.outputs = examples.target_columns = 1;
  } else {
    examples.reading = Reading::classes;
    examples.outputs = examples.target_columns = data.classes;
  }
}

/// What a loss is told of a class in column j of its targets.
double class_target(Target target, Index columns, double label, Index j) {
  const double yes = columns > 1 ? double(label == static_cast<double>(j)) : label;
  if (target == Target::sign) return 2 * yes - 1;
  // The one true label, then nothing.
  if (target == Target::class_list) return j == 0 ? label : -1;
  return yes;
}

template <class T>
Part<T> take_rows(const Dataset& data, const Examples<T>& form, Index begin, Index end) {
  const bool classes = data.kind == TaskKind::classification && form.target_rank == 2;
  Part<T> part;
  part.rows = end - begin;
  part.inputs.reserve(static_cast<std::size_t>(part.rows * data.columns));
  for (Index i = begin * data.columns; i < end * data.columns; ++i)
    part.inputs.push_back(static_cast<T>(data.inputs[static_cast<std::size_t>(i)]));
  for (Index i = begin; i < end; ++i) {
    for (Index j = 0; j < form.target_columns; ++j) {
      const double given = data.targets[static_cast<std::size_t>(i * data.target_columns + (classes ? 0 : j))];
      part.targets.push_back(
          static_cast<T>(classes ? class_target(form.target, form.target_columns, given, j) : given));
    }
  }
  return part;
}

/// A triplet's negative comes from the same part as its anchor.
void check_classes(const std::vector<double>& labels, const char* part, Error& error) {
  const auto other = [&](double label) { return label != labels.front(); };
  if (std::any_of(labels.begin(), labels.end(), other)) return;
  error = {"task.params.test_fraction", std::string(part) + " rows of one class",
           "training and test rows of at least 2 classes each"};
}

}  // namespace

template <class T>
Examples<T> make_examples(const Dataset& data, const LossDescriptor& loss, Error& error) {
  Examples<T> examples;
  if (const char* reason = misfit(data.kind, loss.target)) {
    error = {"loss.id", loss.id,
             std::string("a loss that fits a ") + task_kind_names[static_cast<int>(data.kind)] +
                 " task: " + loss.title + " " + reason};
    return examples;
  }
  choose_form(data, loss.target, examples);
  examples.train = take_rows(data, examples, 0, data.train_rows);
  examples.test = take_rows(data, examples, data.train_rows, data.rows());
  if (data.classes > 0) {
    examples.train_labels.assign(data.targets.begin(), data.targets.begin() + data.train_rows);
    examples.test_labels.assign(data.targets.begin() + data.train_rows, data.targets.end());
  }
  if (examples.reading == Reading::embedding) {
    check_classes(examples.train_labels, "training", error);
    if (!error) check_classes(examples.test_labels, "test", error);
  }
  return examples;
}

template Examples<float> make_examples(const Dataset&, const LossDescriptor&, Error&);
template Examples<double> make_examples(const Dataset&, const LossDescriptor&, Error&);

}  // namespace loss_playground
