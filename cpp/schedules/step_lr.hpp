// SPDX-License-Identifier: MIT
#pragma once
// Multiplies the rate by gamma every step_size steps: lr·gamma^⌊t / step_size⌋.
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct StepLr {
  static constexpr Descriptor descriptor{
      "step_lr",
      "step decay",
      "Multiplies the learning rate by gamma every step_size steps.",
      R"(\eta_t = \eta\, \gamma^{\lfloor t / s \rfloor})",
      "PyTorch: StepLR",
      "https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html",
      {.call = "torch.optim.lr_scheduler.StepLR(optimizer, step_size={step_size}, gamma={gamma})"}};

  int step_size = 300;
  double gamma = 0.1;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("step_size", step_size, step_count, "Steps between two reductions.");
    visitor.number("gamma", gamma, positive, "Factor of each reduction.");
  }

  double operator()(const Moment& moment) const { return scaled(moment.lr, gamma, moment.step / step_size); }
};

}  // namespace loss_playground
