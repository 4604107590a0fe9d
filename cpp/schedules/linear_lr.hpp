// SPDX-License-Identifier: MIT
#pragma once
// A factor that goes straight from start_factor to end_factor in total_iters steps, and stays.
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct LinearLr {
  static constexpr Descriptor descriptor{
      "linear_lr",
      "linear",
      "Changes linearly from start_factor × lr to end_factor × lr, then stays constant.",
      R"(\eta_t = \eta\, (a + (b - a) \min(1, \tfrac{t}{T})))",
      "PyTorch: LinearLR",
      "https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html",
      {.call = "torch.optim.lr_scheduler.LinearLR(optimizer, start_factor={start_factor}, "
               "end_factor={end_factor}, total_iters={total_iters})"}};

  double start_factor = 1.0 / 3;
  double end_factor = 1;
  int total_iters = 5;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("start_factor", start_factor, {0, 1, true}, "Factor at the first step.");
    visitor.number("end_factor", end_factor, fraction, "Factor from total_iters on.");
    visitor.integer("total_iters", total_iters, step_count, "Length of the change in steps.");
  }

  double operator()(const Moment& moment) const {
    const double part = std::min(1.0, static_cast<double>(moment.step) / total_iters);
    return moment.lr * (start_factor + (end_factor - start_factor) * part);
  }
};

}  // namespace loss_playground
