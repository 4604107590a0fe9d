// SPDX-License-Identifier: MIT
#pragma once
// Cross-entropy of logits: −log p of the true class. For one class out of several, including next tokens.
// Minimizing it maximizes the likelihood of the data.
//
//   l = −Σ_c weight_c · q_c · log softmax(input)_c,  q = (1 − label_smoothing)·target + label_smoothing / C
//
// Shapes: input (N, C) or (C); target (N) or () class indices, or probabilities of the shape of input; weight (C).
// With class indices a row whose target is ignore_index counts for nothing, and the mean divides by the sum of the
// targets' weights; with probabilities it divides by N. All rows ignored gives 0 with divisor 0, or NaN
// with torch_compat.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
#include <algorithm>

#include "losses/class_numbers.hpp"

namespace loss_playground {

struct CrossEntropy {
  static constexpr LossDescriptor descriptor{
      {"cross_entropy",
       "cross-entropy",
       "Minus the logarithm of the probability that the model gave the true class. For picking one class out of "
       "several; minimizing it maximizes the likelihood.",
       R"(\ell = -\log \frac{e^{z_y}}{\sum_c e^{z_c}})",
       "PyTorch: cross_entropy",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html",
       {.call = "torch.nn.functional.cross_entropy(input, target, weight={weight|=None}, ignore_index={ignore_index}, "
                "label_smoothing={label_smoothing})",
        .without = "torch_compat"}},
      Family::cross_entropy,
      Target::class_index,
      nats,
      {LossInput{"input", "(N, C) or (C)", "real"}, LossInput{"target", "(N) class indices, or (N, C)", "class_index"},
       LossInput{"weight", "(C)", "real", true}},
      false,
      Link::identity,
      row_shift};

  int ignore_index = -100;
  double label_smoothing = 0;
  bool torch_compat = false;

  void parameters(ParameterVisitor& visitor) {
    weight_list(visitor, "weight", class_weight_doc);
    visitor.integer("ignore_index", ignore_index, {}, "Rows with this target are ignored.");
    visitor.number("label_smoothing", label_smoothing, fraction,
                   "Fraction of the target probability that is spread evenly over all classes.");
    visitor.boolean("torch_compat", torch_compat, "The mean of no elements is NaN, as in PyTorch.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    const auto &input = call.inputs[0], &target = call.inputs[1], &weight = call.inputs[2];
    const auto logits = as_batch(input);
    if (input.rank < 1 || logits.cols < 1) {
      error = {"input.shape", shape_text(input), "[N, C] or [C] with at least one class"};
    } else if (weight.given() && (weight.rank != 1 || weight.size() != logits.cols)) {
      error = {"weight.shape", shape_text(weight), "[" + std::to_string(logits.cols) + "], one weight per class"};
    } else if (is_probabilities(call)) {
      if (target.cols != input.cols || target.rows != input.rows)
        error = {"target.shape", shape_text(target), shape_text(input) + " for probabilities"};
    } else if (target.rank != input.rank - 1 || target.size() != logits.rows) {
      error = {"target.shape", shape_text(target),
               "[" + std::to_string(logits.rows) + "] class indices or " + shape_text(input) + " probabilities"};
    } else {
      for (Index i = 0; i < logits.rows && !error; ++i)
        check_class(target.data[i], i, logits.cols, ignore_index, error);
    }
  }

  template <class T>
  T divisor(const LossCall<T>& call) const {
    const auto logits = as_batch(call.inputs[0]);
    if (is_probabilities(call)) return static_cast<T>(logits.rows);
    T sum = T(0);
    for (Index i = 0; i < logits.rows; ++i) {
      const Index label = static_cast<Index>(call.inputs[1].data[i]);
      if (label != ignore_index) sum += weight_of(call, label);
    }
    return sum;
  }

  /// For the exponentials of a block of rows where no gradient is asked for, whose place they take otherwise.
  template <class T>
  Index scratch_size(const LossCall<T>& call) const {
    return lane_count<T> * as_batch(call.inputs[0]).cols;
  }

  template <class T>
  LossSum<T> operator()(const LossCall<T>& call) const {
    const Index rows = as_batch(call.inputs[0]).rows;
    LossSum<T> total;
    for (Index first = 0; first < rows; first += lane_count<T>)
      block(call, first, std::min(lane_count<T>, rows - first), total);
    return total;
  }

 private:
  template <class T>
  static bool is_probabilities(const LossCall<T>& call) {
    return call.inputs[1].rank == call.inputs[0].rank;
  }

  template <class T>
  static T weight_of(const LossCall<T>& call, Index label) {
    return call.inputs[2].given() ? call.inputs[2].data[label] : T(1);
  }

  template <class T>
  static T skip(const LossCall<T>& call, Index i, Index classes) {
    if (call.gradients[0].given())
      for (Index c = 0; c < classes; ++c) call.gradients[0].data[i * classes + c] = T(0);
    return T(0);
  }

  /// weight_c · q_c of a row, as the formula above names them.
  template <class T>
  T weighted_target(const LossCall<T>& call, Index i, Index classes, Index label, Index c) const {
    const T smoothing = static_cast<T>(label_smoothing);
    const T target = label < 0 ? call.inputs[1].data[i * classes + c] : T(c == label);
    return weight_of(call, c) * ((T(1) - smoothing) * target + smoothing / static_cast<T>(classes));
  }

  /// `count` rows from `first` on, as many as a vector has lanes, so that their exponentials and logarithms are whole
  /// vectors for any number of classes.
  template <class T>
  void block(const LossCall<T>& call, Index first, Index count, LossSum<T>& total) const {
    const auto logits = as_batch(call.inputs[0]);
    const Index classes = logits.cols;
    const bool probabilities = is_probabilities(call);
    T* terms = call.gradients[0].given() ? call.gradients[0].data + first * classes : call.scratch;
    Index best[lane_count<T>];
    T others[lane_count<T>] = {}, log_sums[lane_count<T>];
    for (Index r = 0; r < count; ++r) {
      const T* z = logits.row(first + r);
      best[r] = 0;
      for (Index c = 1; c < classes; ++c)
        if (z[c] > z[best[r]]) best[r] = c;
      for (Index c = 0; c < classes; ++c) terms[r * classes + c] = z[c] - z[best[r]];
    }
    for_each_lane(terms, terms, count * classes, [](Lanes<T> x) { return math::exp(x); });
    // The largest term is exactly 1 and only the others are summed, so that a tiny surprise keeps all its digits.
    for (Index r = 0; r < count; ++r) {
      T* term = terms + r * classes;
      for (Index c = 0; c < classes; ++c)
        if (c != best[r]) others[r] += term[c];
      term[best[r]] = T(1);
    }
    store(log_sums, math::log1p(load(others)));
    for (Index r = 0; r < count; ++r) {
      const Index i = first + r;
      const Index label = probabilities ? -1 : static_cast<Index>(call.inputs[1].data[i]);
      const bool ignored = !probabilities && label == ignore_index;
      const Row<T> row{i, label, logits.row(i), terms + r * classes, best[r], others[r], log_sums[r]};
      const T value = ignored                              ? skip(call, i, classes)
                      : label >= 0 && label_smoothing == 0 ? one_class(call, row, classes)
                                                           : all_classes(call, row, classes);
      if (call.values) call.values[i] = value;
      total.sum += value;
      total.active += !ignored;
    }
  }

  /// A row of logits z with its terms e^(z − largest z), which slopes replace: where the largest is, the sum of all
  /// others, ln(1 + that).
  template <class T>
  struct Row {
    Index i, label;
    const T* z;
    T* terms;
    Index best;
    T others, log_sum;

    T surprise(Index c) const { return (z[best] - z[c]) + log_sum; }
    /// 1 − p, which does not cancel where p is nearly 1.
    T rest(Index c, T p) const { return c == best ? others / (T(1) + others) : T(1) - p; }
  };

  /// The target is one class: all_classes() without the terms that are 0.
  template <class T>
  T one_class(const LossCall<T>& call, const Row<T>& row, Index classes) const {
    const T weight = weight_of(call, row.label), total = T(1) + row.others;
    if (call.gradients[0].given()) {
      const T rest = row.rest(row.label, row.terms[row.label] / total);
      for (Index c = 0; c < classes; ++c) row.terms[c] = call.scale * (row.terms[c] / total * weight);
      row.terms[row.label] = call.scale * (T(0) - weight * rest);
    }
    return weight == T(0) ? T(0) : weight * row.surprise(row.label);
  }

  template <class T>
  T all_classes(const LossCall<T>& call, const Row<T>& row, Index classes) const {
    T value = T(0), mass = T(0);
    for (Index c = 0; c < classes; ++c) {
      const T q = weighted_target(call, row.i, classes, row.label, c);
      if (q != T(0)) value += q * row.surprise(c);
      mass += q;
    }
    for (Index c = 0; call.gradients[0].given() && c < classes; ++c) {
      const T q = weighted_target(call, row.i, classes, row.label, c), p = row.terms[c] / (T(1) + row.others);
      // Not p·mass − q, which cancels where the model is sure and right.
      row.terms[c] = call.scale * (p * (mass - q) - q * row.rest(c, p));
    }
    if (call.gradients[1].given() && row.label < 0)
      for (Index c = 0; c < classes; ++c)
        call.gradients[1].data[row.i * classes + c] =
            call.scale * static_cast<T>(1 - label_smoothing) * weight_of(call, c) * row.surprise(c);
    return value;
  }
};

}  // namespace loss_playground
