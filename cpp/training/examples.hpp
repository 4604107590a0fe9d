// SPDX-License-Identifier: MIT
#pragma once
// The examples of a run as its model and loss see them: in the run's precision, with targets in the loss's form.
#include <vector>

#include "losses/list.hpp"
#include "models/model.hpp"
#include "tasks/task.hpp"
#include "training/owned_tensor.hpp"

namespace loss_playground {

template <class T>
using Aligned = std::vector<T, Eigen::aligned_allocator<T>>;

/// How outputs are read.
enum class Reading {
  /// One logit a class; the largest decides.
  classes,
  /// One logit for two classes; above 0 is the second.
  logit,
  /// One number for two classes; above ½ is the second.
  share,
  /// One number a class, or numbers to predict.
  numbers,
  /// A place.
  embedding,
  /// A score a document of a list.
  list
};

template <class T>
struct Part {
  Index rows = 0;
  Aligned<T> inputs;
  Aligned<T> targets;
  /// Of a text: its first place, or where each piece begins, and the end.
  Index first_place = 0;
  std::vector<std::int32_t> pieces;
};

template <class T>
struct Examples {
  Index columns = 0;
  Index outputs = 0;
  /// Inputs are token numbers below this one; 0 where they are quantities.
  Index vocabulary = 0;
  Index target_columns = 1;
  /// Targets are a vector [N] of class numbers, or a matrix [N, target_columns].
  int target_rank = 2;
  Reading reading = Reading::numbers;
  Target target = Target::real;
  /// Predictions a row: one, or one a column for a model that predicts after every token.
  Index positions = 1;
  /// Of a task of texts in no order: texts a row, and the numbers that place one (models/model.hpp).
  Index bags = 0, dimensions = 0;
  /// Of a search task: the first training rows, which are what is searched.
  Index documents = 0;
  Part<T> train, test;
  /// Where inputs and targets are cut from, for texts; the parts then hold none.
  std::shared_ptr<const TokenText> text;
  /// Texts that rows name: the parts' inputs are then their numbers, `bags` a row.
  std::shared_ptr<const TextTable> texts;
  /// Class numbers, where there are classes: train, then test.
  std::vector<double> train_labels, test_labels;

  ModelForm form() const { return {columns, outputs, vocabulary, bags, dimensions}; }
  /// Whether the parts hold every row's numbers, so that nothing is cut from a text.
  bool holds_numbers() const { return !text && !texts; }
  /// Copies a row's inputs and targets.
  void copy_row(const Part<T>& part, Index row, T* to_inputs, T* to_targets) const {
    if (text) return cut_row(*text, part, row, to_inputs, to_targets);
    // Loops, since rows are short and a call of the C library costs more than it saves.
    const T *inputs = part.inputs.data() + row * columns, *targets = part.targets.data() + row * target_columns;
    if (texts) copy_texts(part, row, to_inputs);
    for (Index j = 0; !texts && j < columns; ++j) to_inputs[j] = inputs[j];
    for (Index j = 0; j < target_columns; ++j) to_targets[j] = targets[j];
  }
  void copy_texts(const Part<T>& part, Index row, T* to_inputs) const;
  /// Rows of any text, cut as those of this one; with cut_row() for their inputs and class numbers.
  Part<T> places(const TokenText& any, Index begin, Index end) const;
  void cut_row(const TokenText& any, const Part<T>& part, Index row, T* inputs, T* targets) const;
  /// A part as it is handed out: `input`, `target` and, where there are classes, `label`.
  std::vector<OwnedTensor> tensors(bool training) const;
  View<const T> inputs(const Part<T>& part) const { return {part.inputs.data(), part.rows, columns}; }
  View<const T> targets(const Part<T>& part) const { return targets(part.targets.data(), part.rows); }
  /// Targets of so many rows, as the loss takes them.
  View<const T> targets(const T* data, Index rows) const {
    return {data, rows * positions, target_columns, target_rank};
  }
};

/// Class tasks give class numbers to losses that want them; others get a 0 or 1 (as signs −1 or 1) a class, or one
/// number for two classes, or a distribution over all classes, or a list of the one true class. With `every_position` a
/// row of a text is a piece of it, with a target after each token. The error says why a loss does not fit.
template <class T>
Examples<T> make_examples(const Dataset& data, const Spec& loss, bool every_position, Error& error);

}  // namespace loss_playground
