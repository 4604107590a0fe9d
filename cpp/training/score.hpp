// SPDX-License-Identifier: MIT
#pragma once
// What people judge a model by, beside its cost.
#include <vector>

#include "core/tensor.hpp"
#include "training/examples.hpp"

namespace loss_playground {

/// The class that outputs of a row say.
template <class T>
Index read_class(Reading reading, const T* outputs, Index count);

/// Outputs as the probabilities that a loss with such a target takes them for; others stay as they are.
template <class T>
void as_probabilities(Target target, View<T> outputs);

/// Share of rows whose class is read off right.
template <class T>
double accuracy(Reading reading, View<const T> outputs, const std::vector<double>& labels);

/// R²: 1 − squared errors / squared deviations from the mean. 1 is perfect, 0 is what the mean achieves.
template <class T>
double r_squared(View<const T> outputs, View<const T> targets);

/// Share of rows whose nearest other row is of the same class.
template <class T>
double recall_at_1(View<const T> embeddings, const std::vector<double>& labels);

}  // namespace loss_playground
