// SPDX-License-Identifier: MIT
#pragma once
// Targets that are class numbers: one a row, from 0 to C − 1.
#include <limits>

#include "losses/rowwise.hpp"
#include "losses/weight_lists.hpp"

namespace loss_playground {

/// Where no number stands for "left out".
inline constexpr int no_class = std::numeric_limits<int>::min();

/// Refuses row `row`'s number unless it is a class or `ignore`.
template <class T>
void check_class(T given, Index row, Index classes, int ignore, Error& error) {
  // Any int is in this range, and any number in it is an Index.
  const Index label = math::abs(given) < T(4e9) ? static_cast<Index>(given) : -1;
  const bool whole = static_cast<T>(label) == given;
  if (whole && (label == ignore || (label >= 0 && label < classes))) return;
  std::string allowed = "a class from 0 to " + std::to_string(classes - 1);
  if (ignore != no_class) allowed += ", or " + std::to_string(ignore) + " to ignore the row";
  error = {"target.data[" + std::to_string(row) + "]", whole ? std::to_string(label) : "not a class index", allowed};
}

/// Refuses anything but input [N, C] or [C], target [N] or [] of class numbers, and, as input 2, weights [C].
template <class T>
void check_class_numbers(const LossDescriptor& descriptor, const LossCall<T>& call, int ignore, Error& error) {
  check_rows(descriptor, call, error);
  check_per_column(descriptor, call, 2, error);
  if (!error) check_one_a_row(descriptor, call, 1, error);
  const auto input = as_batch(call.inputs[0]);
  for (Index i = 0; i < input.rows && !error; ++i) check_class(call.inputs[1].data[i], i, input.cols, ignore, error);
}

template <class T>
Index class_of(const LossCall<T>& call, Index row) {
  return static_cast<Index>(call.inputs[1].data[row]);
}

/// A class's weight: input 2, or 1.
template <class T>
T class_weight(const LossCall<T>& call, Index label) {
  return call.inputs[2].given() ? call.inputs[2].data[label] : T(1);
}

/// Sum of the targets' weights, without the ignored rows.
template <class T>
T class_weight_sum(const LossCall<T>& call, int ignore) {
  T sum = T(0);
  for (Index i = 0; i < as_batch(call.inputs[0]).rows; ++i)
    if (class_of(call, i) != ignore) sum += class_weight(call, class_of(call, i));
  return sum;
}

/// Probabilities of a row of logits, exact in both tails: the largest term is 1 and only the others are summed.
template <class T>
struct Softmax {
  const T* logits;
  Index best = 0;
  T others = T(0);

  Softmax(const T* z, Index classes) : logits(z) {
    for (Index c = 1; c < classes; ++c)
      if (z[c] > z[best]) best = c;
    for (Index c = 0; c < classes; ++c)
      if (c != best) others += math::exp(z[c] - z[best]);
  }
  /// −log p.
  T surprise(Index c) const { return (logits[best] - logits[c]) + math::log1p(others); }
  T probability(Index c) const { return (c == best ? T(1) : math::exp(logits[c] - logits[best])) / (T(1) + others); }
  /// 1 − p, which does not cancel where p is nearly 1.
  T rest(Index c) const { return c == best ? others / (T(1) + others) : T(1) - probability(c); }
  T log_sum() const { return logits[best] + math::log1p(others); }
};

}  // namespace loss_playground
