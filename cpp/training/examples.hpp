// SPDX-License-Identifier: MIT
#pragma once
// The examples of a run as its model and loss see them: in the run's precision, with targets in the loss's form.
#include <memory>
#include <vector>

#include "losses/loss.hpp"
#include "models/model.hpp"
#include "tasks/table_data.hpp"
#include "training/owned_tensor.hpp"
#include "training/rows.hpp"

namespace loss_playground {

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

/// The training set or the test set.
template <class T>
struct Part {
  std::unique_ptr<const Rows<T>> rows;
  /// Class numbers, where there are classes.
  std::vector<double> labels{};
  /// How much each row counts in batch losses and costs; empty where all count alike.
  std::vector<T> weights{};

  Index size() const { return rows->size(); }
};

template <class T>
struct Examples {
  ModelForm form{};
  Target target = Target::real;
  Reading reading = Reading::numbers;
  /// Targets are a vector [N] of class numbers, or a matrix [N, target_columns].
  int target_rank = 2;
  Index target_columns = 1;
  /// Predictions a row: one, or one a column for a model that predicts after every token.
  Index positions = 1;
  /// Training rows before this one stand for their classes: each is the positive of all others of its class, and none
  /// is an anchor. 0 where any row of a class may be the positive.
  Index first_anchor = 0;
  Standardization standardization{};
  Part<T> train, test;

  /// Targets of so many rows, as the loss takes them.
  View<const T> targets(const T* data, Index rows) const {
    return {data, rows * positions, target_columns, target_rank};
  }
  /// Training rows of each class; empty where the targets are no classes.
  std::vector<std::int32_t> class_counts() const;
  /// A part as it is handed out: `input`, `target` and, where there are some, the classes as `label` and the sample
  /// weights as `weight`.
  std::vector<OwnedTensor> tensors(bool training) const;
};

/// The form in which rows of embeddings are learned; their targets are class numbers.
template <class T>
void set_embedding_form(Index dimensions, Examples<T>& examples);

/// Takes the class numbers of both parts. The error says that one of them has only one class: a triplet's negative
/// comes from the same part as its anchor.
template <class T>
void set_embedding_labels(const std::vector<double>& labels, Index train_rows, Examples<T>& examples, Error& error);

}  // namespace loss_playground
