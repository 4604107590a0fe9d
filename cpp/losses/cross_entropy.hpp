// SPDX-License-Identifier: MIT
#pragma once
// Cross-entropy of logits: the surprise −log p at the true class. For one class out of several, next tokens included.
// Minimising it is maximising the likelihood of the data.
//
//   l = −Σ_c weight_c · q_c · log softmax(input)_c,  q = (1 − label_smoothing)·target + label_smoothing / C
//
// Shapes: input (N, C) or (C); target (N) or () class indices, or probabilities of the shape of input; weight (C).
// With class indices a row whose target is ignore_index counts for nothing, and the mean divides by the sum of the
// targets' weights; with probabilities it divides by N. All rows ignored gives 0 with divisor 0, or NaN
// with torch_compat.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
#include "losses/class_numbers.hpp"

namespace loss_playground {

struct CrossEntropy {
  static constexpr LossDescriptor descriptor{
      {"cross_entropy", "cross-entropy",
       "The surprise at the true class: minus the logarithm of the probability that the model gave it. For one class "
       "out of several; minimising it is maximising likelihood.",
       R"(\ell = -\log \frac{e^{z_y}}{\sum_c e^{z_c}})", "PyTorch: cross_entropy",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html"},
      Family::cross_entropy,
      Target::class_index,
      "nats",
      {LossInput{"input", "(N, C) or (C)", "real"}, LossInput{"target", "(N) class indices, or (N, C)", "class_index"},
       LossInput{"weight", "(C)", "real", true}},
      false,
      Link::identity,
      row_shift};

  int ignore_index = -100;
  double label_smoothing = 0;
  bool torch_compat = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("ignore_index", ignore_index, {}, "Rows whose target is this number count for nothing.");
    visitor.number("label_smoothing", label_smoothing, fraction,
                   "Share of the target probability that is spread evenly over all classes.");
    visitor.boolean("torch_compat", torch_compat, "The mean of nothing is NaN, as in PyTorch.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    const auto &input = call.inputs[0], &target = call.inputs[1], &weight = call.inputs[2];
    const auto logits = as_batch(input);
    if (input.rank < 1 || logits.cols < 1) {
      error = {"input.shape", shape_text(input), "[N, C] or [C] with at least one class"};
    } else if (weight.given() && (weight.rank != 1 || weight.size() != logits.cols)) {
      error = {"weight.shape", shape_text(weight), "[" + std::to_string(logits.cols) + "], one weight a class"};
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

  template <class T>
  LossSum<T> operator()(const LossCall<T>& call) const {
    const auto logits = as_batch(call.inputs[0]);
    const bool probabilities = is_probabilities(call);
    LossSum<T> total;
    for (Index i = 0; i < logits.rows; ++i) {
      const Index label = probabilities ? -1 : static_cast<Index>(call.inputs[1].data[i]);
      const bool ignored = !probabilities && label == ignore_index;
      const T value = ignored ? skip(call, i, logits.cols) : row(call, i, logits, label);
      if (call.values) call.values[i] = value;
      total.sum += value;
      total.active += !ignored;
    }
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

  template <class T>
  T row(const LossCall<T>& call, Index i, View<const T> logits, Index label) const {
    const Index classes = logits.cols;
    const T* z = logits.row(i);
    T* gradient = call.gradients[0].given() ? call.gradients[0].data + i * classes : nullptr;
    Index best = 0;
    for (Index c = 1; c < classes; ++c)
      if (z[c] > z[best]) best = c;
    // The largest term is exactly 1 and only the others are summed, so that a tiny surprise keeps all its digits.
    T others = T(0);
    for (Index c = 0; c < classes; ++c) {
      const T term = c == best ? T(1) : math::exp(z[c] - z[best]);
      if (c != best) others += term;
      if (gradient) gradient[c] = term;
    }
    const T log_sum = math::log1p(others), total = T(1) + others;
    T value = T(0), mass = T(0);
    for (Index c = 0; c < classes; ++c) {
      const T q = weighted_target(call, i, classes, label, c);
      if (q != T(0)) value += q * ((z[best] - z[c]) + log_sum);
      mass += q;
    }
    for (Index c = 0; gradient && c < classes; ++c) {
      const T q = weighted_target(call, i, classes, label, c), p = gradient[c] / total;
      // Not p·mass − q, which cancels where the model is sure and right.
      const T rest = c == best ? others / total : T(1) - p;
      gradient[c] = call.scale * (p * (mass - q) - q * rest);
    }
    if (call.gradients[1].given() && label < 0) target_gradient(call, i, z, z[best], log_sum, classes);
    return value;
  }

  template <class T>
  void target_gradient(const LossCall<T>& call, Index i, const T* z, T largest, T log_sum, Index classes) const {
    for (Index c = 0; c < classes; ++c)
      call.gradients[1].data[i * classes + c] =
          call.scale * static_cast<T>(1 - label_smoothing) * weight_of(call, c) * ((largest - z[c]) + log_sum);
  }
};

}  // namespace loss_playground
