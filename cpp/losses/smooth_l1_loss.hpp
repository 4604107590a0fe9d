// SPDX-License-Identifier: MIT
#pragma once
// Smooth L1: Huber's loss divided by beta, so that its far slope is 1. For regression with outliers, as in box
// detectors.
//
//   l = ½ r² / beta if |r| < beta, else |r| − ½ beta, with r = input − target
//
// Shapes: input and target (*). With beta 0 it is the absolute error.
// Girshick: Fast R-CNN (2015), https://arxiv.org/abs/1504.08083
// https://pytorch.org/docs/stable/generated/torch.nn.functional.smooth_l1_loss.html
#include "losses/elementwise.hpp"

namespace loss_playground {

struct SmoothL1Loss : ElementwiseLoss<SmoothL1Loss> {
  static constexpr LossDescriptor descriptor{
      {"smooth_l1_loss",
       "smooth L1 loss",
       "Quadratic near the target, with slope 1 farther away: Huber loss divided by beta. For regression with "
       "outliers.",
       R"(\ell = \begin{cases} \tfrac{1}{2\beta} r^2 & |r| < \beta \\ |r| - \tfrac12 \beta & \text{otherwise} \end{cases})",
       "Girshick 2015",
       "https://arxiv.org/abs/1504.08083",
       {.call = "torch.nn.functional.smooth_l1_loss(input, target, beta={beta})"}},
      Family::mean_squared_error,
      Target::real,
      "units of the target beyond beta",
      input_and_target,
      true,
      Link::identity,
      translation};

  double beta = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("beta", beta, non_negative,
                   "Distance at which the loss changes from quadratic to linear; at 0 it is linear everywhere.");
  }

  template <class T>
  Slope<T> slope(T residual) const {
    const T size = math::abs(residual), edge = static_cast<T>(beta);
    // Divided first, since the square of a tiny residual is 0 where the loss is not.
    if (size < edge) return {T(0.5) * residual * (residual / edge), residual / edge};
    return {size - T(0.5) * edge, T(residual > T(0)) - T(residual < T(0))};
  }
};

}  // namespace loss_playground
