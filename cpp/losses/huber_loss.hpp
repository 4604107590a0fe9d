// SPDX-License-Identifier: MIT
#pragma once
// Huber loss: squared near the target, straight beyond delta. For regression where small errors should be averaged and
// outliers should not rule.
//
//   l = ½ r² if |r| ≤ delta, else delta·(|r| − ½ delta), with r = input − target
//
// Shapes: input and target (*). The two pieces meet with the same slope.
// Huber: Robust estimation of a location parameter (1964), https://doi.org/10.1214/aoms/1177703732
#include "losses/elementwise.hpp"

namespace loss_playground {

struct HuberLoss : ElementwiseLoss<HuberLoss> {
  static constexpr LossDescriptor descriptor{
      {"huber_loss",
       "Huber loss",
       "Quadratic near the target, linear farther away. For regression where a few outliers should not dominate.",
       R"(\ell = \begin{cases} \tfrac12 r^2 & |r| \le \delta \\ \delta\,(|r| - \tfrac12 \delta) & \text{otherwise} \end{cases})",
       "Huber 1964",
       "https://doi.org/10.1214/aoms/1177703732",
       {.call = "torch.nn.functional.huber_loss(input, target, delta={delta})"}},
      Family::mean_squared_error,
      Target::real,
      "half squared units of the target, linear beyond delta",
      input_and_target,
      true,
      Link::identity,
      translation};

  double delta = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("delta", delta, positive, "Distance at which the loss changes from quadratic to linear.");
  }

  template <class T>
  Slope<T> slope(T residual) const {
    const T size = math::abs(residual), edge = static_cast<T>(delta);
    if (size <= edge) return {T(0.5) * residual * residual, residual};
    return {edge * (size - T(0.5) * edge), residual > T(0) ? edge : -edge};
  }
};

}  // namespace loss_playground
