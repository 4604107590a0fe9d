// SPDX-License-Identifier: MIT
#pragma once
#include <algorithm>

#include "training/examples.hpp"

namespace loss_playground {

/// Steps between evaluations so that they cost less than a tenth of the training, by counting multiplications.
template <class T>
int thrifty_interval(const Examples<T>& examples, Index parameters, Index batch_rows) {
  const auto square = [](Index rows) { return static_cast<double>(rows) * static_cast<double>(rows); };
  double judge = static_cast<double>(parameters) * static_cast<double>(examples.train.rows + examples.test.rows);
  if (examples.reading == Reading::embedding)
    judge += static_cast<double>(examples.outputs) * (square(examples.train.rows) + square(examples.test.rows));
  // Of the training queries as many are compared with all documents as of the unseen ones.
  if (examples.documents > 0)
    judge += 2 * static_cast<double>(examples.outputs * examples.documents) * static_cast<double>(examples.test.rows) -
             static_cast<double>(examples.outputs) * (square(examples.train.rows) + square(examples.test.rows));
  const double step = 3 * static_cast<double>(parameters) * static_cast<double>(batch_rows);
  return static_cast<int>(std::min(10 * judge / step, 1e6)) + 1;
}

}  // namespace loss_playground
