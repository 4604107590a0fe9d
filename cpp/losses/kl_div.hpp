// SPDX-License-Identifier: MIT
#pragma once
// Kullback-Leibler divergence of the target's distribution from the input's: cross-entropy minus the entropy of the
// target. For distillation and for targets that are distributions.
//
//   l = y·(ln y − x), and with log_target e^y·(y − x), with x the input (log-probabilities), y the target
//
// Shapes: input and target (*). 0·ln 0 is 0. `mean` divides by the number of elements, as in PyTorch; the divergence as
// it is defined is `batchmean`, which divides by the rows. The slope by a target of 0 is −infinity: its logarithm stops
// at the smallest normal number. Kullback, Leibler: On information and sufficiency (1951),
// https://doi.org/10.1214/aoms/1177729694 https://pytorch.org/docs/stable/generated/torch.nn.functional.kl_div.html
#include "losses/pointwise.hpp"

namespace loss_playground {

struct KlDiv : PointwiseLoss<KlDiv> {
  static constexpr LossDescriptor descriptor{
      {"kl_div",
       "Kullback-Leibler divergence",
       "Cross-entropy minus the entropy of the target, which no prediction can avoid. For targets that are "
       "distributions, and for distillation. In training it is applied to log-softmax outputs.",
       R"(\ell = y\,(\log y - \log p))",
       "Kullback, Leibler 1951",
       "https://doi.org/10.1214/aoms/1177729694",
       {.call = "torch.nn.functional.kl_div(input, target, log_target={log_target})"}},
      Family::cross_entropy,
      Target::distribution,
      "nats, divided by the number of classes",
      {LossInput{"input", "(*)", "log_probability"}, LossInput{"target", "(*), the shape of input", "real"}},
      true,
      Link::log_softmax,
      0,
      false,
      true};

  bool log_target = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.boolean("log_target", log_target, "Targets are log-probabilities too.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_same_shape(descriptor, call, 1, error);
    for (Index i = 0; i < call.inputs[1].size() && !error; ++i) {
      const T y = call.inputs[1].data[i];
      if (log_target ? y > T(log_slack) : y < T(0))
        error = {"target.data[" + std::to_string(i) + "]", std::to_string(static_cast<double>(y)),
                 log_target ? "a log-probability of at most 0" : "a probability of at least 0"};
    }
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const T x = place[0], y = place[1];
    if (log_target) {
      const T share = math::exp(y), value = share * (y - x);
      return {value, {-share, value + share}};
    }
    constexpr T least = std::numeric_limits<T>::min();
    const T log_y = math::log(y < least ? least : y);
    return {y == T(0) ? T(0) : y * (log_y - x), {-y, log_y + T(1) - x}};
  }
};

}  // namespace loss_playground
