// SPDX-License-Identifier: MIT
#pragma once
// The examples of a run as its model and loss see them: in the run's precision, with targets in the loss's form.
#include <vector>

#include "losses/loss.hpp"
#include "tasks/task.hpp"

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
  embedding
};

template <class T>
struct Part {
  Index rows = 0;
  Aligned<T> inputs;
  Aligned<T> targets;
};

template <class T>
struct Examples {
  Index columns = 0;
  Index outputs = 0;
  Index target_columns = 1;
  /// Targets are a vector [N] of class numbers, or a matrix [N, target_columns].
  int target_rank = 2;
  Reading reading = Reading::numbers;
  Target target = Target::real;
  Part<T> train, test;
  /// Class numbers, where there are classes: train, then test.
  std::vector<double> train_labels, test_labels;

  View<const T> inputs(const Part<T>& part) const { return {part.inputs.data(), part.rows, columns}; }
  View<const T> targets(const Part<T>& part) const {
    return {part.targets.data(), part.rows, target_columns, target_rank};
  }
};

/// Class tasks give class numbers to losses that want them; others get a 0 or 1 (as signs −1 or 1) a class, or one
/// number for two classes, or a distribution over all classes, or a list of the one true class. The error says why a
/// loss does not fit.
template <class T>
Examples<T> make_examples(const Dataset& data, const LossDescriptor& loss, Error& error);

}  // namespace loss_playground
