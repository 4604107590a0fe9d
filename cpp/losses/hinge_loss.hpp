// SPDX-License-Identifier: MIT
#pragma once
// Hinge loss: 0 once the right side is reached by the margin. For support vector machines.
//
//   l = max(0, margin − y·x), with x the input, y = ±1 the target
//
// Shapes: input and target (*). At the hinge the slope is 0.
// Cortes, Vapnik: Support-vector networks (1995), https://doi.org/10.1007/BF00994018
#include "losses/pointwise.hpp"

namespace loss_playground {

struct HingeLoss : PointwiseLoss<HingeLoss> {
  static constexpr LossDescriptor descriptor{
      {"hinge_loss",
       "hinge loss",
       "0 once an example is on the correct side of the boundary by the margin. For two classes, as in support vector "
       "machines.",
       R"(\ell = \max(0,\; m - y x))",
       "Cortes, Vapnik 1995",
       "https://doi.org/10.1007/BF00994018",
       {.call = "torch.relu({margin} - target * input).mean()"}},
      Family::cross_entropy,
      Target::sign,
      "margin",
      {LossInput{"input", "(*)", "real"}, LossInput{"target", "(*), the shape of input", "sign"}},
      true};

  double margin = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("margin", margin, {0, unbounded}, "How far on the correct side an example must be.");
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const T y = place[1], lacking = static_cast<T>(margin) - y * place[0];
    if (!(lacking > T(0))) return {T(0), {}};
    return {lacking, {-y}};
  }
};

}  // namespace loss_playground
