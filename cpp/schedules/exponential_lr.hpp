// SPDX-License-Identifier: MIT
#pragma once
// Multiplies the rate by gamma at every step: lr·gamma^t.
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct ExponentialLr {
  static constexpr Descriptor descriptor{
      "exponential_lr",
      "exponential decay",
      "Multiplies the learning rate by gamma at every step.",
      R"(\eta_t = \eta\, \gamma^t)",
      "PyTorch: ExponentialLR",
      "https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html",
      {.call = "torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma={gamma})"}};

  double gamma = 0.997;

  void parameters(ParameterVisitor& visitor) { visitor.number("gamma", gamma, positive, "Factor per step."); }

  double operator()(const Moment& moment) const { return scaled(moment.lr, gamma, moment.step); }
};

}  // namespace loss_playground
