// SPDX-License-Identifier: MIT
#pragma once
// Multi-class hinge loss: the true class's score must be above each other by a margin.
//
//   l = weight_y / C · Σ_{c ≠ y} max(0, margin − x_y + x_c)^p
//
// Shapes: input x (N, C) or (C); target y (N) or () class indices; weight (C). The mean divides by N. At the hinge the
// slope is 0. Crammer, Singer: On the algorithmic implementation of multiclass kernel-based vector machines (2001),
// https://www.jmlr.org/papers/v2/crammer01a.html
// https://pytorch.org/docs/stable/generated/torch.nn.functional.multi_margin_loss.html
#include "losses/class_numbers.hpp"

namespace loss_playground {

struct MultiMarginLoss : RowwiseLoss<MultiMarginLoss> {
  static constexpr LossDescriptor descriptor{
      {"multi_margin_loss",
       "multi-class hinge loss",
       "Wants the true class’s score to exceed every other by a margin. For one class out of several.",
       R"(\ell = \frac1C \sum_{c \neq y} \max(0,\; m - x_y + x_c)^p)",
       "Crammer, Singer 2001",
       "https://www.jmlr.org/papers/v2/crammer01a.html",
       {.call = "torch.nn.functional.multi_margin_loss(input, target, weight={weight|=None}, p={p}, margin={margin})"}},
      Family::cross_entropy,
      Target::class_index,
      "margin",
      {LossInput{"input", "(N, C) or (C)", "real"}, LossInput{"target", "(N) class indices", "class_index"},
       LossInput{"weight", "(C)", "real", true}},
      false,
      Link::identity,
      row_shift};

  int p = 1;
  double margin = 1;

  void parameters(ParameterVisitor& visitor) {
    weight_list(visitor, "weight", class_weight_doc);
    visitor.integer("p", p, {1, 2}, "Power to which each violation of the margin is raised: 1 or 2.");
    visitor.number("margin", margin, {0, unbounded}, "How far the true class’s score must be above the others.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_class_numbers(descriptor, call, no_class, error);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const auto input = as_batch(call.inputs[0]);
    const Index label = class_of(call, i);
    const T share = class_weight(call, label) / static_cast<T>(input.cols);
    T* gradient = gradient_row(call, 0, i);
    T value = T(0);
    for (Index c = 0; c < input.cols; ++c) {
      const T lacking = static_cast<T>(margin) - input(i, label) + input(i, c);
      if (c == label || !(lacking > T(0))) continue;
      value += share * (p == 1 ? lacking : lacking * lacking);
      if (!gradient) continue;
      const T slope = call.scale * share * (p == 1 ? T(1) : T(2) * lacking);
      gradient[c] += slope;
      gradient[label] -= slope;
    }
    return value;
  }
};

}  // namespace loss_playground
