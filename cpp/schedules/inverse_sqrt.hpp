// SPDX-License-Identifier: MIT
#pragma once
// Warm-up to the full rate, then a fall with the root of the step number: the first transformers' schedule, which needs
// no planned end.
//
//   lr·min((t + 1) / w, √(w / (t + 1))) with w = max(1, warmup_steps)
//
// The paper's rate d^−½·min(s^−½, s·w^−3/2) at step s = t + 1 is this with lr = 1 / √(d·w).
// Vaswani et al.: Attention is all you need (2017), section 5.3, https://arxiv.org/abs/1706.03762
#include "schedules/schedule.hpp"

namespace loss_playground {

struct InverseSqrt {
  static constexpr Descriptor descriptor{
      "inverse_sqrt",
      "inverse square root",
      "Rises to the full learning rate, then decreases with the square root of the step number. Needs no planned "
      "length.",
      R"(\eta_t = \eta\, \min(\tfrac{t + 1}{w}, \sqrt{\tfrac{w}{t + 1}}))",
      "Vaswani et al. 2017",
      "https://arxiv.org/abs/1706.03762",
      {.call = "torch.optim.lr_scheduler.LambdaLR(optimizer, inverse_sqrt(warmup_steps={warmup_steps}))", .code = R"py(
def inverse_sqrt(warmup_steps):
    """Linear warm-up, then a decrease with the square root of the step, as factors of lr; PyTorch has no such schedule."""
    warm = max(1, warmup_steps)
    return lambda t: min((t + 1) / warm, math.sqrt(warm / (t + 1)))
)py"}};

  int warmup_steps = 100;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("warmup_steps", warmup_steps, optional_step_count,
                    "Steps until the full learning rate is reached.");
  }

  double operator()(const Moment& moment) const {
    const double step = static_cast<double>(moment.step + 1), warm = std::max(1, warmup_steps);
    return moment.lr * (step < warm ? step / warm : math::sqrt(warm / step));
  }
};

}  // namespace loss_playground
