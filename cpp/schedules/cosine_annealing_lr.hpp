// SPDX-License-Identifier: MIT
#pragma once
// Half a cosine wave from the rate down to eta_min in t_max steps; beyond t_max it rises again, as PyTorch's does.
// Loshchilov, Hutter: SGDR (2017), https://arxiv.org/abs/1608.03983
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct CosineAnnealingLr {
  static constexpr Descriptor descriptor{
      "cosine_annealing_lr",
      "cosine annealing",
      "Decreases along half a cosine wave: slowly at first and at the end. After t_max it rises again.",
      R"(\eta_t = \eta_{\min} + \tfrac12 (\eta - \eta_{\min}) (1 + \cos \tfrac{\pi t}{T}))",
      "Loshchilov, Hutter 2017",
      "https://arxiv.org/abs/1608.03983",
      {.call = "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max={t_max|0={steps}}, "
               "eta_min={eta_min})"}};

  int t_max = 0;
  double eta_min = 0;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("t_max", t_max, optional_step_count,
                    "Length of the decay in steps; 0 means the planned length of the run.");
    visitor.number("eta_min", eta_min, non_negative, "Learning rate at the end of the decay.");
  }

  double operator()(const Moment& moment) const {
    // Back into the first wave in whole numbers: the cosine of a large angle would lose digits.
    const std::int64_t length = steps_or_planned(t_max, moment), position = moment.step % (2 * length);
    return cosine_between(moment.lr, eta_min, static_cast<double>(position) / static_cast<double>(length));
  }
};

}  // namespace loss_playground
