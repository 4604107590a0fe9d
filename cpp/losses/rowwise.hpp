// SPDX-License-Identifier: MIT
#pragma once
// Losses of one value a row. A loss gives one function of a row; the loop is shared by all.
#include <algorithm>

#include "losses/loss.hpp"

namespace loss_playground {

/// `row` gives a row's value and adds scale × its slopes to the gradients, which start at 0; a row may add to others'.
template <class T>
LossSum<T> rowwise_sum(const LossCall<T>& call, T (*row)(const void* rule, const LossCall<T>&, Index i),
                       const void* rule) {
  for (const View<T>& gradient : call.gradients)
    if (gradient.given()) std::fill_n(gradient.data, gradient.size(), T(0));
  LossSum<T> total;
  for (Index i = 0; i < as_batch(call.inputs[0]).rows; ++i) {
    const T value = row(rule, call, i);
    if (call.values) call.values[i] = value;
    total.sum += value;
    total.active += value != T(0);
  }
  return total;
}

/// Row i of a gradient, or null.
template <class T>
T* gradient_row(const LossCall<T>& call, std::size_t input, Index i) {
  const auto gradient = as_batch(call.gradients[input]);
  return gradient.given() ? gradient.row(i) : nullptr;
}

/// A rule has `T row(const LossCall<T>&, Index) const`.
template <class Rule>
struct RowwiseLoss {
  /// The mean is over all rows.
  template <class T>
  T divisor(const LossCall<T>& call) const {
    return static_cast<T>(as_batch(call.inputs[0]).rows);
  }

  template <class T>
  LossSum<T> operator()(const LossCall<T>& call) const {
    const auto row = [](const void* rule, const LossCall<T>& batch, Index i) {
      return static_cast<const Rule*>(rule)->row(batch, i);
    };
    return rowwise_sum<T>(call, row, static_cast<const Rule*>(this));
  }
};

/// Refuses a first input that is no [N, C] or [C] with C ≥ 1.
template <class T>
void check_rows(const LossDescriptor& descriptor, const LossCall<T>& call, Error& error) {
  const auto& first = call.inputs[0];
  if (first.rank < 1 || as_batch(first).cols < 1)
    error = {std::string(descriptor.inputs[0].id) + ".shape", shape_text(first),
             "[N, C] or [C] with at least one class"};
}

/// Refuses an optional tensor that is no vector of one number a column.
template <class T>
void check_per_column(const LossDescriptor& descriptor, const LossCall<T>& call, std::size_t other, Error& error) {
  const auto& given = call.inputs[other];
  const Index columns = as_batch(call.inputs[0]).cols;
  if (error || !given.given() || (given.rank == 1 && given.size() == columns)) return;
  error = {std::string(descriptor.inputs[other].id) + ".shape", shape_text(given),
           "[" + std::to_string(columns) + "], one weight per class"};
}

/// Refuses targets of another count than one a row.
template <class T>
void check_one_a_row(const LossDescriptor& descriptor, const LossCall<T>& call, std::size_t other, Error& error) {
  const auto &first = call.inputs[0], &given = call.inputs[other];
  const Index rows = as_batch(first).rows;
  if (error || (given.rank == first.rank - 1 && given.size() == rows)) return;
  error = {std::string(descriptor.inputs[other].id) + ".shape", shape_text(given),
           (first.rank > 1 ? "[" + std::to_string(rows) + "]" : "[]") + ", one number per row of " +
               descriptor.inputs[0].id + " " + shape_text(first)};
}

}  // namespace loss_playground
