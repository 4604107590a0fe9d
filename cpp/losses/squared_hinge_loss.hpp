// SPDX-License-Identifier: MIT
#pragma once
// Squared hinge loss: like the hinge, with a slope that fades at the margin and grows with the error.
//
//   l = max(0, margin − y·x)², with x the input, y = ±1 the target
//
// Shapes: input and target (*).
// Lee, Mangasarian: SSVM: a smooth support vector machine (2001), https://doi.org/10.1023/A:1011215321374
#include "losses/pointwise.hpp"

namespace loss_playground {

struct SquaredHingeLoss : PointwiseLoss<SquaredHingeLoss> {
  static constexpr LossDescriptor descriptor{
      {"squared_hinge_loss",
       "squared hinge loss",
       "Like hinge loss, but smooth at the margin and steeper for large errors. For two classes.",
       R"(\ell = \max(0,\; m - y x)^2)",
       "Lee, Mangasarian 2001",
       "https://doi.org/10.1023/A:1011215321374",
       {.call = "(torch.relu({margin} - target * input) ** 2).mean()"}},
      Family::cross_entropy,
      Target::sign,
      "squared margin",
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
    return {lacking * lacking, {T(-2) * y * lacking}};
  }
};

}  // namespace loss_playground
