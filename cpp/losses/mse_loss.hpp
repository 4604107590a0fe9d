// SPDX-License-Identifier: MIT
#pragma once
// Mean squared error: for predictions whose errors should count by their square. Its minimizer is the mean of the
// targets, and one far outlier pulls it along.
//
//   l = (input − target)²
//
// Shapes: input and target (*). No factor ½.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html
#include "losses/elementwise.hpp"

namespace loss_playground {

struct MseLoss : ElementwiseLoss<MseLoss> {
  static constexpr LossDescriptor descriptor{
      {"mse_loss",
       "mean squared error",
       "The squared difference from the target. For regression; its best constant prediction is the mean, so outliers "
       "affect it strongly.",
       R"(\ell = (\hat y - y)^2)",
       "PyTorch: mse_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html",
       {.call = "torch.nn.functional.mse_loss(input, target)"}},
      Family::mean_squared_error,
      Target::real,
      {"squared units of the target", Meaning::squared_difference},
      input_and_target,
      true,
      Link::identity,
      translation};

  void parameters(ParameterVisitor&) {}

  template <class T>
  Slope<T> slope(T residual) const {
    return {residual * residual, T(2) * residual};
  }
};

}  // namespace loss_playground
