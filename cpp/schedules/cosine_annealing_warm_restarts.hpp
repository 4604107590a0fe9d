// SPDX-License-Identifier: MIT
#pragma once
// Half a cosine wave from the rate down to eta_min in t_0 steps, then again from the top, each time t_mult times as
// long. Loshchilov, Hutter: SGDR (2017), https://arxiv.org/abs/1608.03983
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct CosineAnnealingWarmRestarts {
  static constexpr Descriptor descriptor{
      "cosine_annealing_warm_restarts",
      "cosine annealing with restarts",
      "Decreases along half a cosine wave, then restarts at the full learning rate; each cycle may be longer than the "
      "last.",
      R"(\eta_t = \eta_{\min} + \tfrac12 (\eta - \eta_{\min}) (1 + \cos \tfrac{\pi\, t_{\text{cur}}}{T_i}))",
      "Loshchilov, Hutter 2017",
      "https://arxiv.org/abs/1608.03983",
      {.call = "torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0={t_0}, "
               "T_mult={t_mult}, eta_min={eta_min})"}};

  int t_0 = 200;
  int t_mult = 1;
  double eta_min = 0;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("t_0", t_0, step_count, "Length of the first cycle in steps.");
    visitor.integer("t_mult", t_mult, {1, 1000}, "Each cycle is this many times as long as the previous one.");
    visitor.number("eta_min", eta_min, non_negative, "Learning rate at the end of each cycle.");
  }

  double operator()(const Moment& moment) const {
    std::int64_t position = moment.step, length = t_0;
    if (t_mult == 1) position %= length;
    for (; position >= length; length *= t_mult) position -= length;
    return cosine_between(moment.lr, eta_min, static_cast<double>(position) / static_cast<double>(length));
  }
};

}  // namespace loss_playground
