// SPDX-License-Identifier: MIT
#pragma once
// Logarithm of the hyperbolic cosine: squared near the target, straight farther out, smooth everywhere. For regression
// where Huber's loss is wanted with a second derivative that does not jump.
//
//   l = ln cosh(r), with r = input − target
//
// Shapes: input and target (*). Near 0 it is computed as log1p(2 sinh²(r/2)), which keeps the digits of a tiny loss;
// far out as |r| + log1p(e^−2|r|) − ln 2, which does not overflow. PyTorch has no such function. Green: Iteratively
// reweighted least squares for maximum likelihood estimation (1984), https://doi.org/10.1111/j.2517-6161.1984.tb01288.x
#include "losses/elementwise.hpp"

namespace loss_playground {

struct LogCoshLoss : ElementwiseLoss<LogCoshLoss> {
  static constexpr LossDescriptor descriptor{
      {"log_cosh_loss",
       "log-cosh loss",
       "Quadratic near the target, linear farther away, and smooth everywhere. For regression with a few outliers.",
       R"(\ell = \log \cosh(\hat y - y))",
       "Green 1984",
       "https://doi.org/10.1111/j.2517-6161.1984.tb01288.x",
       {.call = "log_cosh_loss(input, target)", .code = R"py(
def log_cosh_loss(input, target):
    """The logarithm of the hyperbolic cosine, without overflow; PyTorch has no such function."""
    r = (input - target).abs()
    return (r + F.softplus(-2 * r) - 0.6931471805599453).mean()
)py"}},
      Family::mean_squared_error,
      Target::real,
      "half squared units of the target, linear farther away",
      input_and_target,
      true,
      Link::identity,
      translation};

  void parameters(ParameterVisitor&) {}

  template <class T>
  Slope<T> slope(T residual) const {
    const T size = math::abs(residual), derivative = math::tanh(residual);
    if (size > T(1)) return {size + (math::log1p(math::exp(T(-2) * size)) - T(0.69314718055994530942)), derivative};
    const T grown = math::expm1(T(0.5) * size), sinh = T(0.5) * (grown + grown / (T(1) + grown));
    return {math::log1p(T(2) * sinh * sinh), derivative};
  }
};

}  // namespace loss_playground
