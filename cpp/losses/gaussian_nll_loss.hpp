// SPDX-License-Identifier: MIT
#pragma once
// Minus the log-likelihood of a normal distribution whose variance is predicted too. For regression that says how sure
// it is.
//
//   l = ½ (ln v + (x − y)² / v), v = max(var, eps); with `full` also ½ ln 2π
//
// Shapes: input x, target y and var (*), var from 0. Where var is below eps its slope is 0; with torch_compat it is
// that at eps, as in PyTorch, which lifts var without telling the gradient. Nix, Weigend: Estimating the mean and
// variance of the target probability distribution (1994), https://doi.org/10.1109/ICNN.1994.374138
// https://pytorch.org/docs/stable/generated/torch.nn.functional.gaussian_nll_loss.html
#include "losses/pointwise.hpp"

namespace loss_playground {

struct GaussianNllLoss : PointwiseLoss<GaussianNllLoss> {
  static constexpr LossDescriptor descriptor{
      {"gaussian_nll_loss",
       "Gaussian negative log-likelihood",
       "Minus the log-likelihood under a predicted mean and variance. For regression that also predicts its "
       "uncertainty.",
       R"(\ell = \tfrac12 \left( \log \sigma^2 + \frac{(\hat y - y)^2}{\sigma^2} \right))",
       "Nix, Weigend 1994",
       "https://doi.org/10.1109/ICNN.1994.374138",
       {.call = "torch.nn.functional.gaussian_nll_loss(input, target, var, full={full}, eps={eps})",
        .without = "torch_compat"}},
      Family::mean_squared_error,
      Target::none,
      nats,
      {LossInput{"input", "(*)", "real"}, LossInput{"target", "(*), the shape of input", "real"},
       LossInput{"var", "(*), the shape of input", "non_negative"}},
      true,
      Link::identity,
      translation};

  bool full = false;
  double eps = 1e-6;
  bool torch_compat = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.boolean("full", full, "Adds the constant ½ ln 2π, which does not depend on the prediction.");
    visitor.number("eps", eps, positive, "Smallest variance that is used.");
    visitor.boolean("torch_compat", torch_compat,
                    "A variance below eps has the gradient at eps, and the mean of no elements is NaN, as in PyTorch.");
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const auto& [x, y, var, unused] = place;
    const T least = static_cast<T>(eps), v = var < least ? least : var, residual = x - y;
    const T share = residual / v, value = T(0.5) * (math::log(v) + residual * share);
    const T by_var = var < least && !torch_compat ? T(0) : T(0.5) * (T(1) / v - share * share);
    return {full ? value + T(0.91893853320467274178) : value, {share, -share, by_var}};
  }
};

}  // namespace loss_playground
