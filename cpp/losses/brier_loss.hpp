// SPDX-License-Identifier: MIT
#pragma once
// Brier score: the squared error of probabilities. What mean squared error becomes for classes; compared with
// cross-entropy, a model that is sure and wrong is hardly corrected.
//
//   l = Σ_c (p_c − [c = y])², p = softmax(input)
//
// Shapes: input (N, C) or (C), logits; target y (N) or () class indices. From 0 to 2. PyTorch has no such function.
// Brier: Verification of forecasts expressed in terms of probability (1950),
// https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
#include "losses/class_numbers.hpp"

namespace loss_playground {

struct BrierLoss : RowwiseLoss<BrierLoss> {
  static constexpr LossDescriptor descriptor{
      {"brier_loss",
       "Brier score",
       "The squared error of the predicted probabilities. Mean squared error for classes: unlike cross-entropy, it has "
       "a small gradient where the model is confident and wrong.",
       R"(\ell = \sum_c (p_c - [c = y])^2)",
       "Brier 1950",
       "https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2",
       {.call = "((torch.softmax(input, 1) - torch.nn.functional.one_hot(target, input.shape[1])) ** "
                "2).sum(1).mean()"}},
      Family::mean_squared_error,
      Target::class_index,
      "squared probability",
      {LossInput{"input", "(N, C) or (C)", "real"}, LossInput{"target", "(N) class indices", "class_index"}},
      false,
      Link::identity,
      row_shift};

  void parameters(ParameterVisitor&) {}

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_class_numbers(descriptor, call, no_class, error);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const auto input = as_batch(call.inputs[0]);
    const Index label = class_of(call, i);
    const Softmax<T> softmax(input.row(i), input.cols);
    const T rest = softmax.rest(label);
    T squares = T(0);
    for (Index c = 0; c < input.cols; ++c)
      if (c != label) squares += softmax.probability(c) * softmax.probability(c);
    T* gradient = gradient_row(call, 0, i);
    for (Index c = 0; gradient && c < input.cols; ++c) {
      // 2 p_c (e_c − Σ e p) with the errors e, sorted so that what a sure model leaves does not cancel.
      const T p = softmax.probability(c);
      const T others = rest * softmax.probability(label) - (squares - p * p);
      const T lead = c == label ? -(rest * rest + squares) : p * softmax.rest(c) + others;
      gradient[c] = call.scale * T(2) * p * lead;
    }
    return rest * rest + squares;
  }
};

}  // namespace loss_playground
