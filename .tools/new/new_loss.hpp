// SPDX-License-Identifier: MIT
#pragma once
// New loss: 0 for errors up to a tolerance, linear beyond it. Explain here when to use the loss.
//
//   l = max(0, |r| − tolerance), with r = input − target
//
// Shapes: input and target (*). At |r| = tolerance the gradient is 0. Explain here what else the paper leaves open.
// Author: Title (year), https://doi.org/10.1023/B:STCO.0000035301.49549.88
#include "losses/elementwise.hpp"

namespace loss_playground {

struct NewLoss : ElementwiseLoss<NewLoss> {
  static constexpr LossDescriptor descriptor{
      {"new_loss",
       "new loss",
       "0 for errors up to a tolerance, linear beyond it. For regression where small errors do not matter.",
       R"(\ell = \max(0, |\hat y - y| - \epsilon))",
       "Author year",
       "https://doi.org/10.1023/B:STCO.0000035301.49549.88",
       {.call = "new_loss(input, target, tolerance={tolerance})", .code = R"py(
def new_loss(input, target, tolerance):
    """0 for errors up to a tolerance, linear beyond it; PyTorch has no such function."""
    return torch.relu((input - target).abs() - tolerance).mean()
)py"}},
      Family::mean_squared_error,
      Target::real,
      "units of the target beyond the tolerance",
      input_and_target,
      true,
      Link::identity,
      translation};

  double tolerance = 0.1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("tolerance", tolerance, non_negative, "Largest error whose loss is 0.");
  }

  /// The loss and its derivative by the residual r, together.
  template <class T>
  Slope<T> slope(T residual) const {
    const T beyond = math::abs(residual) - static_cast<T>(tolerance);
    if (beyond <= T(0)) return {T(0), T(0)};
    return {beyond, residual > T(0) ? T(1) : T(-1)};
  }
};

}  // namespace loss_playground
