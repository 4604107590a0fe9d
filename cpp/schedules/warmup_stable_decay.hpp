// SPDX-License-Identifier: MIT
#pragma once
// Warm-up, then the full rate, then a fall in the last part of the run. The length can be changed while the rate is
// still full, and a finished run can be taken up again from there.
//
//   t < warmup_steps: lr·(t + 1) / warmup_steps;  until the fall: lr
//   then with p from 0 to 1 at the planned end: linear 1 − p, cosine ½(1 + cos πp), or sqrt 1 − √p, between lr and
//   eta_min
//
// The fall takes decay_fraction of the planned steps, to the nearest whole step, but starts after the warm-up.
// Hu et al.: MiniCPM (2024), https://arxiv.org/abs/2404.06395
// sqrt: Hägele et al.: Scaling laws and compute-optimal training beyond fixed training durations (2024),
// https://arxiv.org/abs/2405.18392
#include "schedules/schedule.hpp"

namespace loss_playground {

struct WarmupStableDecay {
  static constexpr Descriptor descriptor{
      "warmup_stable_decay",
      "warm-up, stable, decay",
      "Rises, stays at the full learning rate, and decreases only in the last part of the run.",
      R"(\eta_t = \eta\, \tfrac{t + 1}{w} \;\to\; \eta \;\to\; \eta_{\min} + (\eta - \eta_{\min})\, d(p_t))",
      "Hu et al. 2024",
      "https://arxiv.org/abs/2404.06395",
      {.call = "torch.optim.lr_scheduler.LambdaLR(optimizer, warmup_stable_decay(lr={lr}, "
               "steps={steps}, warmup_steps={warmup_steps}, decay_fraction={decay_fraction}, "
               "decay={decay}, eta_min={eta_min}))",
       .code = R"py(
def warmup_stable_decay(lr, steps, warmup_steps, decay_fraction, decay, eta_min):
    """Linear warm-up, constant, then a decrease in the last part, as factors of lr; PyTorch has no such schedule."""
    start = max(steps - math.floor(decay_fraction * steps + 0.5), warmup_steps)

    def factor(t):
        if t < warmup_steps:
            return (t + 1) / warmup_steps
        if t <= start:
            return 1
        part = min(1, (t - start) / max(1, steps - start))
        shape = dict(linear=1 - part, cosine=(1 + math.cos(math.pi * part)) / 2, sqrt=1 - math.sqrt(part))[decay]
        return eta_min / lr + (1 - eta_min / lr) * shape

    return factor
)py"}};

  enum class Decay { linear, cosine, sqrt };

  int warmup_steps = 100;
  double decay_fraction = 0.2;
  Decay decay = Decay::linear;
  double eta_min = 0;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("warmup_steps", warmup_steps, optional_step_count,
                    "Steps until the full learning rate is reached.");
    visitor.number("decay_fraction", decay_fraction, fraction,
                   "Fraction of the planned steps in which the learning rate decreases.");
    visitor.choice("decay", decay, {"linear", "cosine", "sqrt"}, "Shape of the decrease.");
    visitor.number("eta_min", eta_min, non_negative, "Learning rate at the planned end.");
  }

  double operator()(const Moment& moment) const {
    if (moment.step < warmup_steps) return moment.lr * static_cast<double>(moment.step + 1) / warmup_steps;
    const auto fall = static_cast<std::int64_t>(decay_fraction * static_cast<double>(moment.planned) + 0.5);
    const std::int64_t start = std::max<std::int64_t>(moment.planned - fall, warmup_steps);
    if (moment.step <= start) return moment.lr;
    const double part = moment.step < moment.planned
                            ? static_cast<double>(moment.step - start) / static_cast<double>(moment.planned - start)
                            : 1;
    if (decay == Decay::cosine) return cosine_between(moment.lr, eta_min, part);
    return eta_min + (moment.lr - eta_min) * (1 - (decay == Decay::sqrt ? math::sqrt(part) : part));
  }
};

}  // namespace loss_playground
