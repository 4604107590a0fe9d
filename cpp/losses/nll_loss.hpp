// SPDX-License-Identifier: MIT
#pragma once
// Negative log-likelihood, from log-probabilities: cross-entropy whose logarithms are already taken.
//
//   l = −weight_y · x_y
//
// Shapes: input x (N, C) or (C), log-probabilities; target y (N) or () class indices; weight (C). A row whose target is
// ignore_index counts for nothing; the mean divides by the sum of the targets' weights. All rows ignored gives 0 with
// divisor 0, or NaN with torch_compat.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.nll_loss.html
#include "losses/class_numbers.hpp"

namespace loss_playground {

struct NllLoss : RowwiseLoss<NllLoss> {
  static constexpr LossDescriptor descriptor{
      {"nll_loss",
       "negative log-likelihood",
       "Minus the log-probability of the true class. In training it is applied to log-softmax outputs, which makes it "
       "cross-entropy.",
       R"(\ell = -x_y)",
       "PyTorch: nll_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.nll_loss.html",
       {.call = "torch.nn.functional.nll_loss(input, target, weight={weight|=None}, ignore_index={ignore_index})",
        .without = "torch_compat"}},
      Family::cross_entropy,
      Target::class_index,
      nats,
      {LossInput{"input", "(N, C) or (C)", "log_probability"}, LossInput{"target", "(N) class indices", "class_index"},
       LossInput{"weight", "(C)", "real", true}},
      false,
      Link::log_softmax};

  int ignore_index = -100;
  bool torch_compat = false;

  void parameters(ParameterVisitor& visitor) {
    weight_list(visitor, "weight", class_weight_doc);
    visitor.integer("ignore_index", ignore_index, {}, "Rows with this target are ignored.");
    visitor.boolean("torch_compat", torch_compat, "The mean of no elements is NaN, as in PyTorch.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_class_numbers(descriptor, call, ignore_index, error);
  }

  template <class T>
  T divisor(const LossCall<T>& call) const {
    return class_weight_sum(call, ignore_index);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const auto input = as_batch(call.inputs[0]);
    const Index label = class_of(call, i);
    if (label == ignore_index) return T(0);
    const T weight = class_weight(call, label);
    if (T* gradient = gradient_row(call, 0, i)) gradient[label] = -call.scale * weight;
    return -weight * input(i, label);
  }
};

}  // namespace loss_playground
