// SPDX-License-Identifier: MIT
#pragma once
// RAdam: Adam that waits with its division until the running mean of squares is worth trusting. Does without warm-up.
//
//   m ← beta1·m + (1 − beta1)·g;  v ← beta2·v + (1 − beta2)·g²
//   N = 2 / (1 − beta2) − 1;  n = N − 2·t·beta2^t / (1 − beta2^t)
//   n > 5: w ← w − lr·r·m̂·√(1 − beta2^t) / (√v + eps) with r = √((n − 4)(n − 2)N / ((N − 4)(N − 2)n))
//   else:  w ← w − lr·m̂, where m̂ = m / (1 − beta1^t)
//
// As in PyTorch eps is added before the bias correction, unlike in Adam. weight_decay is L2 in the gradient; with
// decoupled_weight_decay it shrinks the parameters by lr·weight_decay instead.
// Liu et al.: On the variance of the adaptive learning rate and beyond (2020), https://arxiv.org/abs/1908.03265
// https://pytorch.org/docs/stable/generated/torch.optim.RAdam.html
#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct RAdam : WeightDecay {
  static constexpr Descriptor descriptor{
      "radam",
      "RAdam",
      "Adam that starts to divide by the running mean of squares only after it has seen enough gradients. Needs no "
      "warm-up.",
      R"(w \leftarrow w - \eta\, r_t\, \frac{\hat m}{\sqrt{\hat v} + \epsilon} \;\; (n_t > 5), \quad w \leftarrow w - \eta\, \hat m \;\; \text{else})",
      "Liu et al. 2020",
      "https://arxiv.org/abs/1908.03265",
      {.call = "torch.optim.RAdam({parameters}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
               "weight_decay={weight_decay}{decoupled_weight_decay|false=|true=, "
               "decoupled_weight_decay=True})",
       .without = "decay_biases"}};

  double lr = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double eps = 1e-8;
  bool decoupled_weight_decay = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("beta1", beta1, corrected_rate, mean_doc);
    visitor.number("beta2", beta2, corrected_rate, square_doc);
    visitor.number("eps", eps, non_negative, eps_doc);
    decay_parameters(visitor);
    visitor.boolean("decoupled_weight_decay", decoupled_weight_decay,
                    "Decouples weight decay from the gradient, as AdamW does.");
  }

  int slots() const { return 2; }
  double initial() const { return 0; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const T rate = static_cast<T>(update.lr / (1 - powers_of_beta1_.at(beta1, update.step)));
    const double rectified = rectification(update.step);
    const T scale = static_cast<T>(rectified), small = static_cast<T>(eps);
    const T coupled = static_cast<T>(decoupled_weight_decay ? 0 : update.decay);
    const T kept = static_cast<T>(decoupled_weight_decay ? 1 - update.lr * update.decay : 1);
    const T b1 = static_cast<T>(beta1), a1 = static_cast<T>(1 - beta1);
    const T b2 = static_cast<T>(beta2), a2 = static_cast<T>(1 - beta2);
    const bool divides = rectified > 0;
    const T grain = square_grain<T>(eps);
    T* __restrict w = update.parameters, * __restrict m = update.slots[0], * __restrict v = update.slots[1];
    for (Index i = 0; i < update.size; ++i) {
      const T g = update.gradient[i] + coupled * w[i];
      m[i] = settled(b1 * m[i] + a1 * g, grain);
      v[i] = settled(b2 * v[i] + a2 * g * g, grain);
      w[i] = kept * w[i] - rate * m[i] * (divides ? scale / (math::sqrt(v[i]) + small) : T(1));
    }
  }

 private:
  /// r·√(1 − beta2^t), or 0 while the mean of squares is not to be trusted.
  double rectification(std::int64_t step) const {
    const double power = powers_of_beta2_.at(beta2, step), correction = 1 - power;
    const double most = 2 / (1 - beta2) - 1, length = most - 2 * static_cast<double>(step) * power / correction;
    if (!(length > 5)) return 0;
    return math::sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)) * math::sqrt(correction);
  }

  mutable math::Powers powers_of_beta1_{}, powers_of_beta2_{};
};

}  // namespace loss_playground
