// SPDX-License-Identifier: MIT
#pragma once
// Adamax: Adam that divides by the largest recent gradient instead of the root mean square. For sparse gradients, where
// one large gradient should be remembered at once.
//
//   g ← g + weight_decay·w;  m ← beta1·m + (1 − beta1)·g;  u ← max(beta2·u, |g| + eps)
//   w ← w − lr / (1 − beta1^t) · m / u
//
// eps is added to the new gradient's size, inside the maximum. u needs no correction.
// Kingma, Ba: Adam: a method for stochastic optimization (2015), section 7.1, https://arxiv.org/abs/1412.6980
// https://pytorch.org/docs/stable/generated/torch.optim.Adamax.html
#include <algorithm>

#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct Adamax : WeightDecay {
  static constexpr Descriptor descriptor{
      "adamax",
      "Adamax",
      "Adam that divides by the largest recent gradient instead of the root mean square, so steps never exceed the "
      "learning rate.",
      R"(u \leftarrow \max(\beta_2 u, |g| + \epsilon),\quad w \leftarrow w - \eta\, \frac{\hat m}{u})",
      "Kingma, Ba 2015",
      "https://arxiv.org/abs/1412.6980",
      {.call = "torch.optim.Adamax({parameters}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
               "weight_decay={weight_decay})",
       .without = "decay_biases"}};

  double lr = 2e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double eps = 1e-8;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("beta1", beta1, corrected_rate, mean_doc);
    visitor.number("beta2", beta2, decay_rate, "Decay rate of the largest gradient so far.");
    visitor.number("eps", eps, positive, "Added to each gradient's size, so that nothing is divided by 0.");
    decay_parameters(visitor);
  }

  int slots() const { return 2; }
  double initial() const { return 0; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const T rate = static_cast<T>(update.lr / (1 - powers_.at(beta1, update.step)));
    const T decay = static_cast<T>(update.decay), small = static_cast<T>(eps), b2 = static_cast<T>(beta2);
    const T b1 = static_cast<T>(beta1), a1 = static_cast<T>(1 - beta1);
    T* __restrict w = update.parameters, * __restrict m = update.slots[0], * __restrict largest = update.slots[1];
    for (Index i = 0; i < update.size; ++i) {
      const T g = update.gradient[i] + decay * w[i];
      m[i] = settled(b1 * m[i] + a1 * g);
      largest[i] = std::max(b2 * largest[i], math::abs(g) + small);
      w[i] -= rate * (m[i] / largest[i]);
    }
  }

 private:
  mutable math::Powers powers_{};
};

}  // namespace loss_playground
