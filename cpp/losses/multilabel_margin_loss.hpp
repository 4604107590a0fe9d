// SPDX-License-Identifier: MIT
#pragma once
// Hinge loss for several labels at a time: each true label's score must be above that of each false one by 1.
//
//   l = 1 / C · Σ_{t true} Σ_{c false} max(0, 1 − (x_t − x_c))
//
// Shapes: input x (N, C) or (C); target of the same shape: the true labels' class indices, then −1, after which nothing
// counts. A label named twice counts twice. At the hinge the slope is 0.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.multilabel_margin_loss.html
#include "losses/class_numbers.hpp"

namespace loss_playground {

struct MultilabelMarginLoss : RowwiseLoss<MultilabelMarginLoss> {
  static constexpr LossDescriptor descriptor{
      {"multilabel_margin_loss",
       "multi-label hinge loss",
       "Wants the score of each true label to exceed that of each false one by 1. For several labels at a time.",
       R"(\ell = \frac1C \sum_{t \in y} \sum_{c \notin y} \max(0,\; 1 - (x_t - x_c)))",
       "PyTorch: multilabel_margin_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.multilabel_margin_loss.html",
       {.call = "torch.nn.functional.multilabel_margin_loss(input, target)"}},
      Family::cross_entropy,
      Target::class_list,
      "margin",
      {LossInput{"input", "(N, C) or (C)", "real"},
       LossInput{"target", "the shape of input: class indices, then -1", "class_index", false, true}},
      false,
      Link::identity,
      row_shift};

  void parameters(ParameterVisitor&) {}

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_rows(descriptor, call, error);
    if (!error) check_same_shape(descriptor, call, 1, error);
    const Index classes = as_batch(call.inputs[0]).cols;
    for (Index k = 0; k < call.inputs[1].size() && !error; ++k)
      check_class(call.inputs[1].data[k], k, classes, -1, error);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const auto input = as_batch(call.inputs[0]), target = as_batch(call.inputs[1]);
    T* gradient = gradient_row(call, 0, i);
    const T share = T(1) / static_cast<T>(input.cols);
    T value = T(0);
    for (Index k = 0; k < input.cols && target(i, k) >= T(0); ++k) {
      const auto label = static_cast<Index>(target(i, k));
      for (Index c = 0; c < input.cols; ++c) {
        const T lacking = T(1) - (input(i, label) - input(i, c));
        if (!(lacking > T(0)) || is_listed(target.row(i), input.cols, c)) continue;
        value += share * lacking;
        if (!gradient) continue;
        gradient[c] += call.scale * share;
        gradient[label] -= call.scale * share;
      }
    }
    return value;
  }

 private:
  template <class T>
  static bool is_listed(const T* labels, Index count, Index label) {
    for (Index k = 0; k < count && labels[k] >= T(0); ++k)
      if (static_cast<Index>(labels[k]) == label) return true;
    return false;
  }
};

}  // namespace loss_playground
