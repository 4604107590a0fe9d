// SPDX-License-Identifier: MIT
#pragma once
// Binary cross-entropy from logits, averaged over the labels of an example. For several labels at a time.
//
//   l = 1 / C · Σ_c weight_c·(y_c·softplus(−x_c) + (1 − y_c)·softplus(x_c))
//
// Shapes: input x and target y (N, C) or (C), y from 0 to 1; weight (C). Also differentiable by y.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.multilabel_soft_margin_loss.html
#include "losses/rowwise.hpp"

namespace loss_playground {

struct MultilabelSoftMarginLoss : RowwiseLoss<MultilabelSoftMarginLoss> {
  static constexpr LossDescriptor descriptor{
      {"multilabel_soft_margin_loss",
       "multi-label soft margin loss",
       "Binary cross-entropy averaged over the labels. For several labels at a time.",
       R"(\ell = -\frac1C \sum_c \left( y_c \log \sigma(x_c) + (1 - y_c) \log \sigma(-x_c) \right))",
       "PyTorch: multilabel_soft_margin_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.multilabel_soft_margin_loss.html",
       {.call = "torch.nn.functional.multilabel_soft_margin_loss(input, target)"}},
      Family::cross_entropy,
      Target::probability,
      nats,
      {LossInput{"input", "(N, C) or (C)", "real"}, LossInput{"target", "the shape of input", "probability"},
       LossInput{"weight", "(C)", "real", true}},
      false};

  void parameters(ParameterVisitor&) {}

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_rows(descriptor, call, error);
    if (!error) check_same_shape(descriptor, call, 1, error);
    check_per_column(descriptor, call, 2, error);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const auto input = as_batch(call.inputs[0]), target = as_batch(call.inputs[1]);
    T *gradient = gradient_row(call, 0, i), *target_gradient = gradient_row(call, 1, i);
    T value = T(0);
    for (Index c = 0; c < input.cols; ++c) {
      const T x = input(i, c), y = target(i, c);
      const T share = (call.inputs[2].given() ? call.inputs[2].data[c] : T(1)) / static_cast<T>(input.cols);
      const T yes = math::softplus(-x), no = math::softplus(x);
      value += share * (y * yes + (T(1) - y) * no);
      if (gradient) gradient[c] = call.scale * share * ((T(1) - y) * math::sigmoid(x) - y * math::sigmoid(-x));
      if (target_gradient) target_gradient[c] = -call.scale * share * x;
    }
    return value;
  }
};

}  // namespace loss_playground
