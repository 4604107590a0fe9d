// SPDX-License-Identifier: MIT
#pragma once
// Minus the log-likelihood of counts under a Poisson distribution. For targets that count: visits, calls, accidents.
//
//   l = e^x − y·x with log_input, else x − y·ln(x + eps); with `full` and y > 1 also y ln y − y + ½ ln(2πy) (Stirling)
//
// Shapes: input x and target y (*); without log_input x is from 0. e^x stops at a millionth of the largest number, so
// that sums stay finite. `full` adds nothing where y ≤ 1, to its slope neither.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.poisson_nll_loss.html
#include "losses/pointwise.hpp"

namespace loss_playground {

struct PoissonNllLoss : PointwiseLoss<PoissonNllLoss> {
  static constexpr LossDescriptor descriptor{
      {"poisson_nll_loss",
       "Poisson negative log-likelihood",
       "Minus the log-likelihood of a count under a Poisson distribution. For targets that are numbers of events.",
       R"(\ell = e^{x} - y\,x)",
       "PyTorch: poisson_nll_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.poisson_nll_loss.html",
       {.call = "torch.nn.functional.poisson_nll_loss(input, target, log_input={log_input}, full={full}, "
                "eps={eps})"}},
      Family::mean_squared_error,
      Target::none,
      nats,
      {LossInput{"input", "(*)", "real"}, LossInput{"target", "(*), the shape of input", "real"}},
      true};

  bool log_input = true;
  bool full = false;
  double eps = 1e-8;

  void parameters(ParameterVisitor& visitor) {
    visitor.boolean("log_input", log_input, "The input is the logarithm of the expected count.");
    visitor.boolean("full", full, "Adds Stirling’s approximation of ln y!, which does not depend on the prediction.");
    visitor.number("eps", eps, positive, "Keeps ln(x + eps) finite at 0, without log_input.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_same_shape(descriptor, call, 1, error);
    for (Index i = 0; i < call.inputs[0].size() && !error && !log_input; ++i)
      if (call.inputs[0].data[i] < T(0))
        error = {"input.data[" + std::to_string(i) + "]", std::to_string(static_cast<double>(call.inputs[0].data[i])),
                 "an expected count of at least 0 (or set log_input)"};
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const T x = place[0], y = place[1];
    T stirling = T(0), stirling_slope = T(0);
    if (full && y > T(1)) {
      const T log_y = math::log(y);
      stirling = y * (log_y - T(1)) + T(0.5) * (log_y + T(1.8378770664093454836));
      stirling_slope = log_y + T(0.5) / y;
    }
    if (log_input) {
      const T grown = math::exp(x), most = std::numeric_limits<T>::max() * T(1e-6);
      const T expected = grown > most ? most : grown;
      return {expected - y * x + stirling, {expected - y, stirling_slope - x}};
    }
    const T shifted = x + static_cast<T>(eps), log_x = math::log(shifted);
    return {x - y * log_x + stirling, {T(1) - y / shifted, stirling_slope - log_x}};
  }
};

}  // namespace loss_playground
