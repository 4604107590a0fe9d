// SPDX-License-Identifier: MIT
#pragma once
// Up and down in straight lines between base_lr and max_lr, in step_size_up and step_size_down steps. In `triangular2`
// each cycle is half as high as the last; in `exp_range` the height shrinks by gamma at every step.
//
// Only the rate cycles; momentum is left alone (PyTorch's cycle_momentum=False).
// Smith: Cyclical learning rates for training neural networks (2017), https://arxiv.org/abs/1506.01186
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CyclicLR.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct CyclicLr {
  static constexpr Descriptor descriptor{
      "cyclic_lr",
      "cyclic",
      "Cycles between two learning rates; the peaks may decrease.",
      R"(\eta_t = \eta_{\min} + (\eta_{\max} - \eta_{\min})\, \operatorname{triangle}(t)\, s_t)",
      "Smith 2017",
      "https://arxiv.org/abs/1506.01186",
      {.call = "torch.optim.lr_scheduler.CyclicLR(optimizer, base_lr={base_lr}, max_lr={max_lr|0={lr}}, "
               "step_size_up={step_size_up}, step_size_down={step_size_down|0=None}, mode={mode}, "
               "gamma={gamma}, cycle_momentum=False)"}};

  enum class Mode { triangular, triangular2, exp_range };

  double base_lr = 0;
  double max_lr = 0;
  int step_size_up = 2000;
  int step_size_down = 0;
  Mode mode = Mode::triangular;
  double gamma = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("base_lr", base_lr, non_negative, "Lowest learning rate, at which each cycle starts.");
    visitor.number("max_lr", max_lr, non_negative, "Highest learning rate; 0 means the optimizer's.");
    visitor.integer("step_size_up", step_size_up, step_count, "Steps of the rise.");
    visitor.integer("step_size_down", step_size_down, optional_step_count,
                    "Steps of the decrease; 0 means as many as the rise.");
    visitor.choice("mode", mode, {"triangular", "triangular2", "exp_range"},
                   "Whether cycles keep their height, halve each time, or shrink by gamma at every step.");
    visitor.number("gamma", gamma, {0, 1, true}, "Factor of the height per step, for exp_range.");
  }

  double operator()(const Moment& moment) const {
    const double peak = max_lr > 0 ? max_lr : moment.lr;
    const std::int64_t up = step_size_up, down = step_size_down > 0 ? step_size_down : step_size_up;
    const std::int64_t cycle = moment.step / (up + down), at = moment.step % (up + down);
    const double part = at <= up ? static_cast<double>(at) / static_cast<double>(up)
                                 : static_cast<double>(up + down - at) / static_cast<double>(down);
    double height = 1;
    if (mode == Mode::triangular2) height = math::power(0.5, cycle);
    if (mode == Mode::exp_range) height = math::power(gamma, moment.step);
    return base_lr + (peak - base_lr) * part * height;
  }
};

}  // namespace loss_playground
