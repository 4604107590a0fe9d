// SPDX-License-Identifier: MIT
#pragma once
// Mean absolute error: every unit of error costs the same, so the best constant is the median and outliers pull less.
//
//   l = |input − target|, with derivative 0 at the kink (as PyTorch)
//
// Shapes: input and target (*).
// https://pytorch.org/docs/stable/generated/torch.nn.functional.l1_loss.html
#include "losses/elementwise.hpp"

namespace loss_playground {

struct L1Loss : ElementwiseLoss<L1Loss> {
  static constexpr LossDescriptor descriptor{
      {"l1_loss",
       "mean absolute error",
       "The absolute difference from the target. For regression with outliers; its best constant prediction is the "
       "median.",
       R"(\ell = |\hat y - y|)",
       "PyTorch: l1_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.l1_loss.html",
       {.call = "torch.nn.functional.l1_loss(input, target)"}},
      Family::mean_squared_error,
      Target::real,
      {"units of the target", Meaning::absolute_difference},
      input_and_target,
      true,
      Link::identity,
      translation};

  void parameters(ParameterVisitor&) {}

  template <class T>
  Slope<T> slope(T residual) const {
    return {math::abs(residual), T(residual > T(0)) - T(residual < T(0))};
  }
};

}  // namespace loss_playground
