// SPDX-License-Identifier: MIT
#pragma once
// Scores of a model besides its cost: accuracy, R² and recall.
#include <vector>

#include "core/tensor.hpp"
#include "models/products.hpp"
#include "training/examples.hpp"

namespace loss_playground {

/// The predicted class of a row.
template <class T>
Index read_class(Reading reading, const T* outputs, Index count);

/// Outputs as the probabilities that a loss with such a target takes them for; others stay as they are.
template <class T>
void as_probabilities(Target target, View<T> outputs);

/// Fraction of rows that are classified correctly.
template <class T>
double accuracy(Reading reading, View<const T> outputs, const std::vector<double>& labels);

/// R²: 1 − Σ squared errors / Σ squared deviations of each target from the mean of its column. 1 is perfect, 0 is what
/// the mean achieves.
template <class T>
double r_squared(View<const T> outputs, View<const T> targets);

/// How many of the rows from `first` to `end` (excluded) have a nearest other row of their class: recall@1 counts all.
/// `embeddings` has a column a row, fewer than 2^24.
template <class T>
Index nearest_hits(const Panel<const T>& embeddings, const std::vector<double>& labels, Index first, Index end);

}  // namespace loss_playground
