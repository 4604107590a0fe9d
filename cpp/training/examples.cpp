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
  if (data.kind == TaskKind::triplet || data.kind == TaskKind::search) {
    examples.reading = Reading::embedding;
    examples.outputs = data.dimensions;
    examples.target_rank = 1;
  } else if (data.kind == TaskKind::regression || data.kind == TaskKind::ranking) {
    examples.reading = data.kind == TaskKind::ranking ? Reading::list : Reading::numbers;
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
  const Index stored = data.stored_columns();
  part.inputs.reserve(static_cast<std::size_t>(part.rows * stored));
  for (Index i = begin * stored; i < end * stored; ++i)
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

/// Padding is marked by the number that cross-entropy passes over unless told another.
void check_every_position(const Spec& loss, Error& error) {
  CrossEntropy read;
  ParameterReader reader(loss.params);
  read.parameters(reader);
  if (loss.id == CrossEntropy::descriptor.id && read.ignore_index == no_target) return;
  error = {"loss.id", loss.id, "cross_entropy with ignore_index -100, for a model that predicts after every token"};
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
Part<T> Examples<T>::places(const TokenText& any, Index begin, Index end) const {
  Part<T> part;
  part.first_place = begin;
  part.rows = end - begin;
  if (positions == 1) return part;
  part.pieces = any.pieces(begin, end, columns);
  part.rows = static_cast<Index>(part.pieces.size()) - 1;
  return part;
}

template <class T>
void Examples<T>::cut_row(const TokenText& any, const Part<T>& part, Index row, T* to_inputs, T* to_targets) const {
  if (positions > 1) {
    const Index begin = part.pieces[static_cast<std::size_t>(row)];
    any.piece(begin, part.pieces[static_cast<std::size_t>(row) + 1], columns, to_inputs, to_targets);
  } else {
    any.window(part.first_place + row, columns, to_inputs);
    *to_targets = static_cast<T>(any[part.first_place + row]);
  }
}

template <class T>
void Examples<T>::copy_texts(const Part<T>& part, Index row, T* to_inputs) const {
  const T* numbers = part.inputs.data() + row * bags;
  for (Index bag = 0; bag < bags; ++bag) {
    const std::int32_t* tokens = texts->tokens.data() + static_cast<Index>(numbers[bag]) * texts->width;
    for (Index k = 0; k < texts->width; ++k) *to_inputs++ = static_cast<T>(tokens[k]);
  }
}

template <class T>
std::vector<OwnedTensor> Examples<T>::tensors(bool training) const {
  const Part<T>& part = training ? train : test;
  std::vector<Index> target_shape{part.rows};
  if (positions > 1) target_shape.push_back(positions);
  if (target_rank > 1) target_shape.push_back(target_columns);
  const Index width = positions * target_columns;
  std::vector<T> inputs(static_cast<std::size_t>(part.rows * columns));
  std::vector<T> targets(static_cast<std::size_t>(part.rows * width));
  for (Index i = 0; i < part.rows; ++i) copy_row(part, i, inputs.data() + i * columns, targets.data() + i * width);
  std::vector<OwnedTensor> handed;
  handed.push_back({"input", {part.rows, columns}, std::move(inputs)});
  handed.push_back({"target", std::move(target_shape), std::move(targets)});
  const std::vector<double>& labels = training ? train_labels : test_labels;
  if (!labels.empty()) handed.push_back({"label", {part.rows}, std::vector<T>(labels.begin(), labels.end())});
  return handed;
}

template <class T>
Examples<T> make_examples(const Dataset& data, const Spec& chosen, bool every_position, Error& error) {
  Examples<T> examples;
  const LossDescriptor& loss = *find_loss(chosen.id);
  if (const char* reason = misfit(data.kind, loss.target)) {
    error = {"loss.id", loss.id,
             std::string("a loss that fits a ") + task_kind_names[static_cast<int>(data.kind)] +
                 " task: " + loss.title + " " + reason};
    return examples;
  }
  choose_form(data, loss.target, examples);
  if (data.text) {
    examples.text = data.text;
    examples.vocabulary = data.classes;
    if (every_position) check_every_position(chosen, error);
    examples.positions = every_position ? data.columns : 1;
    examples.train = examples.places(*data.text, 0, data.train_rows);
    examples.test = examples.places(*data.text, data.train_rows, data.rows());
    return examples;
  }
  examples.vocabulary = data.buckets;
  examples.bags = data.bags;
  examples.texts = data.texts;
  examples.dimensions = data.dimensions;
  if (data.search) examples.documents = static_cast<Index>(data.search->documents.size());
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

template struct Examples<float>;
template struct Examples<double>;
template Examples<float> make_examples(const Dataset&, const Spec&, bool, Error&);
template Examples<double> make_examples(const Dataset&, const Spec&, bool, Error&);

}  // namespace loss_playground
