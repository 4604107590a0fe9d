// SPDX-License-Identifier: MIT
#pragma once
// NAdam: Adam with Nesterov's momentum: the step uses the mean as it will be after the next gradient like this one.
//
//   c_t = beta1·(1 − ½·0.96^(t·momentum_decay)), P_t = c_1·…·c_t
//   m ← beta1·m + (1 − beta1)·g;  v ← beta2·v + (1 − beta2)·g²
//   w ← w − lr·((1 − c_t) / (1 − P_t)·g + c_{t+1} / (1 − P_{t+1})·m) / (√(v / (1 − beta2^t)) + eps)
//
// weight_decay is L2 in the gradient; with decoupled_weight_decay it shrinks the parameters by lr·weight_decay instead.
// PyTorch up to 1.13 multiplies P_{t+1} by c_t once too often; this is the paper's and the later PyTorch's.
// Dozat: Incorporating Nesterov momentum into Adam (2016), https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ
// https://pytorch.org/docs/stable/generated/torch.optim.NAdam.html
#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct NAdam : WeightDecay {
  static constexpr Descriptor descriptor{
      "nadam",
      "NAdam",
      "Adam with Nesterov momentum: looks one step ahead along the running mean. Often a little faster than Adam.",
      R"(w \leftarrow w - \frac{\eta}{\sqrt{\hat v} + \epsilon} \left(\frac{1 - \mu_t}{1 - \prod_1^t \mu}\, g + \frac{\mu_{t+1}}{1 - \prod_1^{t+1} \mu}\, m\right))",
      "Dozat 2016",
      "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ",
      {.call = "torch.optim.NAdam({parameters}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
               "weight_decay={weight_decay}, "
               "momentum_decay={momentum_decay}{decoupled_weight_decay|false=|true=, "
               "decoupled_weight_decay=True})",
       .without = "decay_biases",
       .remark = "NAdam in PyTorch 1.13 has a bug that newer versions do not have, so the numbers differ there."}};

  double lr = 2e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double eps = 1e-8;
  double momentum_decay = 4e-3;
  bool decoupled_weight_decay = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("beta1", beta1, corrected_rate, mean_doc);
    visitor.number("beta2", beta2, corrected_rate, square_doc);
    visitor.number("eps", eps, non_negative, eps_doc);
    decay_parameters(visitor);
    visitor.number("momentum_decay", momentum_decay, non_negative,
                   "How fast momentum grows from half of beta1 to all of it.");
    visitor.boolean("decoupled_weight_decay", decoupled_weight_decay,
                    "Decouples weight decay from the gradient, as AdamW does.");
  }

  int slots() const { return 2; }
  double initial() const { return 0; }

  /// The product of all momentum factors so far.
  static constexpr Index scalar_count = 1;
  void prepare(std::int64_t step, double, double* scalars) const {
    scalars[0] = (step == 1 ? 1 : scalars[0]) * factor(step);
  }

  template <class T>
  void operator()(const Update<T>& update) const {
    const double now = factor(update.step), next = factor(update.step + 1), product = update.scalars[0];
    const T of_gradient = static_cast<T>(update.lr * (1 - now) / (1 - product));
    const T of_mean = static_cast<T>(update.lr * next / (1 - product * next));
    const T correction = static_cast<T>(1 - powers_.at(beta2, update.step)), small = static_cast<T>(eps);
    const T coupled = static_cast<T>(decoupled_weight_decay ? 0 : update.decay);
    const T kept = static_cast<T>(decoupled_weight_decay ? 1 - update.lr * update.decay : 1);
    const T b1 = static_cast<T>(beta1), a1 = static_cast<T>(1 - beta1);
    const T b2 = static_cast<T>(beta2), a2 = static_cast<T>(1 - beta2);
    const T grain = square_grain<T>(eps);
    T* __restrict w = update.parameters, * __restrict m = update.slots[0], * __restrict v = update.slots[1];
    for (Index i = 0; i < update.size; ++i) {
      const T g = update.gradient[i] + coupled * w[i];
      m[i] = settled(b1 * m[i] + a1 * g, grain);
      v[i] = settled(b2 * v[i] + a2 * g * g, grain);
      const T size = math::sqrt(v[i] / correction) + small;
      w[i] = kept * w[i] - (of_gradient * g / size + of_mean * m[i] / size);
    }
  }

 private:
  double factor(std::int64_t step) const {
    return beta1 * (1 - 0.5 * math::pow(0.96, static_cast<double>(step) * momentum_decay));
  }

  mutable math::Powers powers_{};
};

}  // namespace loss_playground
