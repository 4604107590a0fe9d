// SPDX-License-Identifier: MIT
#pragma once
// New optimizer: steps along a running mean of the gradients. Explain here when to use it.
//
//   m ← momentum·m + (1 − momentum)·g;  w ← w − lr·m
//
// m starts at 0. Explain here what else the paper leaves open.
// Author: Title (year), https://doi.org/10.1016/0041-5553(64)90137-5
#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct NewOptimizer : WeightDecay {
  static constexpr Descriptor descriptor{
      "new_optimizer",
      "new optimizer",
      "Steps along a running mean of the gradients.",
      R"(m \leftarrow \mu m + (1 - \mu) g,\quad w \leftarrow w - \eta m)",
      "Author year",
      "https://doi.org/10.1016/0041-5553(64)90137-5",
      {.call = "NewOptimizer({parameters}, lr={lr}, momentum={momentum}, weight_decay={weight_decay})",
       .code = R"py(
class NewOptimizer(torch.optim.Optimizer):
    """Steps along a running mean of the gradients; PyTorch has no such optimizer."""

    def __init__(self, params, lr, momentum, weight_decay):
        super().__init__(params, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                m = self.state[w].setdefault("mean", torch.zeros_like(w))
                m.mul_(group["momentum"]).add_(w.grad + group["weight_decay"] * w, alpha=1 - group["momentum"])
                w.sub_(group["lr"] * m)
)py",
       .without = "decay_biases"}};

  /// Default learning rates on the page, for a model and for a 2-D surface.
  static constexpr StepSize step_size{.on_model = 0.1, .on_surface = 0.03, .follows_gradient = true};

  double lr = 1e-2;
  double momentum = 0.9;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("momentum", momentum, decay_rate, mean_doc);
    decay_parameters(visitor);
  }

  /// Arrays of the size of the parameters that the rule keeps, and what they hold before the first step.
  int slots() const { return 1; }
  double initial() const { return 0; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const T rate = static_cast<T>(update.lr), decay = static_cast<T>(update.decay);
    const T kept = static_cast<T>(momentum), added = static_cast<T>(1 - momentum);
    T* __restrict w = update.parameters, * __restrict m = update.slots[0];
    for (Index i = 0; i < update.size; ++i) {
      m[i] = kept * m[i] + added * (update.gradient[i] + decay * w[i]);
      w[i] -= rate * m[i];
    }
  }
};

}  // namespace loss_playground
