// SPDX-License-Identifier: MIT
#pragma once
// Quantile (pinball) loss: too low and too high cost differently, so the best constant is a quantile. For forecasts of
// "a value that is exceeded one time in ten".
//
//   l = quantile·(y − x) if x < y, else (1 − quantile)·(x − y), with x the input, y the target
//
// Shapes: input and target (*). The derivative at the kink is 0. PyTorch has no such function.
// Koenker, Bassett: Regression quantiles (1978), https://doi.org/10.2307/1913643
#include "losses/elementwise.hpp"

namespace loss_playground {

struct QuantileLoss : ElementwiseLoss<QuantileLoss> {
  static constexpr LossDescriptor descriptor{
      {"quantile_loss",
       "quantile loss",
       "Weights predictions that are too low and too high differently, so that the best constant prediction is a "
       "chosen quantile. For cautious forecasts.",
       R"(\ell = \max(q\,(y - \hat y),\; (1 - q)\,(\hat y - y)))",
       "Koenker, Bassett 1978",
       "https://doi.org/10.2307/1913643",
       {.call = "torch.maximum({quantile} * (target - input), ({quantile} - 1) * (target - input)).mean()"}},
      Family::mean_squared_error,
      Target::real,
      "weighted units of the target",
      input_and_target,
      true,
      Link::identity,
      translation};

  double quantile = 0.5;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("quantile", quantile, fraction, "Fraction of the targets that should lie below the prediction.");
  }

  template <class T>
  Slope<T> slope(T residual) const {
    const T low = static_cast<T>(quantile), high = static_cast<T>(1 - quantile);
    if (residual > T(0)) return {high * residual, high};
    return {-low * residual, residual < T(0) ? -low : T(0)};
  }
};

}  // namespace loss_playground
