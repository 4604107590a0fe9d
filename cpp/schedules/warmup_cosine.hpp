// SPDX-License-Identifier: MIT
#pragma once
// Warm-up, then cosine decay to the end of the run: the schedule most transformers are trained with.
//
//   t < warmup_steps: lr·(t + 1) / warmup_steps; then half a cosine wave down to eta_min at the planned end, and on
//
// Goyal et al.: Accurate, large minibatch SGD (2017), https://arxiv.org/abs/1706.02677
#include "schedules/schedule.hpp"

namespace loss_playground {

struct WarmupCosine {
  static constexpr Descriptor descriptor{
      "warmup_cosine",
      "warm-up and cosine",
      "Rises linearly, then decreases along half a cosine wave to the planned end. Common for transformers.",
      R"(\eta_t = \eta\, \tfrac{t + 1}{w} \;\; (t < w), \quad \eta_{\min} + \tfrac12 (\eta - \eta_{\min}) (1 + \cos \pi \tfrac{t - w}{T - w}))",
      "Goyal et al. 2017",
      "https://arxiv.org/abs/1706.02677",
      {.call = "torch.optim.lr_scheduler.LambdaLR(optimizer, warmup_cosine(lr={lr}, steps={steps}, "
               "warmup_steps={warmup_steps}, eta_min={eta_min}))",
       .code = R"py(
def warmup_cosine(lr, steps, warmup_steps, eta_min):
    """Linear warm-up, then a decrease along half a cosine wave, as factors of lr; PyTorch has no such schedule."""

    def factor(t):
        if t < warmup_steps:
            return (t + 1) / warmup_steps
        part = min(1, (t - warmup_steps) / max(1, steps - warmup_steps))
        return eta_min / lr + (1 - eta_min / lr) * (1 + math.cos(math.pi * part)) / 2

    return factor
)py"}};

  int warmup_steps = 100;
  double eta_min = 0;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("warmup_steps", warmup_steps, optional_step_count,
                    "Steps until the full learning rate is reached.");
    visitor.number("eta_min", eta_min, non_negative, "Learning rate at the planned end.");
  }

  double operator()(const Moment& moment) const {
    const auto step = static_cast<double>(moment.step);
    if (moment.step < warmup_steps) return moment.lr * (step + 1) / warmup_steps;
    const double fall = std::max(1.0, static_cast<double>(moment.planned - warmup_steps));
    return cosine_between(moment.lr, eta_min, std::min(1.0, (step - warmup_steps) / fall));
  }
};

}  // namespace loss_playground
