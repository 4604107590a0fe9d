// SPDX-License-Identifier: MIT
#pragma once
// Lion: steps by the sign of a running mean, so every parameter moves by exactly the rate. Keeps half of Adam's memory;
// its rate is best 3 to 10 times smaller, its weight decay as much larger.
//
//   w ← w − lr·weight_decay·w;  w ← w − lr·sign(beta1·m + (1 − beta1)·g);  m ← beta2·m + (1 − beta2)·g
//
// The sign of 0 is 0.
// Chen et al.: Symbolic discovery of optimization algorithms (2023), https://arxiv.org/abs/2302.06675
#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct Lion : WeightDecay {
  static constexpr Descriptor descriptor{
      "lion",
      "Lion",
      "Uses the sign of a running mean of gradients: each parameter moves by exactly the learning rate. Needs a "
      "smaller learning rate than Adam.",
      R"(w \leftarrow (1 - \eta\lambda)\, w - \eta \operatorname{sign}(\beta_1 m + (1 - \beta_1) g))",
      "Chen et al. 2023",
      "https://arxiv.org/abs/2302.06675",
      {.call = "Lion({parameters}, lr={lr}, betas=({beta1}, {beta2}), weight_decay={weight_decay})",
       .code = R"py(
class Lion(torch.optim.Optimizer):
    """Steps along the sign of a running mean (Chen et al. 2023); PyTorch has no such optimizer."""

    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for w in group["params"]:
                m = self.state[w].setdefault("mean", torch.zeros_like(w))
                w.mul_(1 - group["lr"] * group["weight_decay"])
                w.sub_(group["lr"] * torch.sign(beta1 * m + (1 - beta1) * w.grad))
                m.mul_(beta2).add_(w.grad, alpha=1 - beta2)
)py",
       .without = "decay_biases"}};

  double lr = 1e-4;
  double beta1 = 0.9;
  double beta2 = 0.99;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("beta1", beta1, decay_rate, "Weight of the running mean in the step; the rest is the new gradient.");
    visitor.number("beta2", beta2, decay_rate, mean_doc);
    decay_parameters(visitor, decoupled_doc);
  }

  int slots() const { return 1; }
  double initial() const { return 0; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const T rate = static_cast<T>(update.lr), kept = static_cast<T>(1 - update.lr * update.decay);
    const T b1 = static_cast<T>(beta1), a1 = static_cast<T>(1 - beta1);
    const T b2 = static_cast<T>(beta2), a2 = static_cast<T>(1 - beta2);
    T* __restrict w = update.parameters, * __restrict m = update.slots[0];
    for (Index i = 0; i < update.size; ++i) {
      const T g = update.gradient[i], toward = b1 * m[i] + a1 * g;
      w[i] = kept * w[i] - rate * (T(toward > T(0)) - T(toward < T(0)));
      m[i] = b2 * m[i] + a2 * g;
    }
  }
};

}  // namespace loss_playground
