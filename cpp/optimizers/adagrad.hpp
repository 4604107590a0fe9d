// SPDX-License-Identifier: MIT
#pragma once
// Adagrad: divides each gradient by the root of the sum of all its squares so far. For sparse features, whose rare
// gradients keep a large step.
//
//   g ← g + weight_decay·w;  s ← s + g²;  w ← w − lr / (1 + (t − 1)·lr_decay) · g / (√s + eps)
//
// s starts at initial_accumulator_value.
// Duchi, Hazan, Singer: Adaptive subgradient methods (2011), https://jmlr.org/papers/v12/duchi11a.html
// https://pytorch.org/docs/stable/generated/torch.optim.Adagrad.html
#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct Adagrad : WeightDecay {
  static constexpr Descriptor descriptor{
      "adagrad",
      "Adagrad",
      "Divides each gradient by the root of the sum of its squares so far. For sparse features; its step size only "
      "shrinks.",
      R"(s \leftarrow s + g^2,\quad w \leftarrow w - \eta\, \frac{g}{\sqrt{s} + \epsilon})",
      "Duchi, Hazan, Singer 2011",
      "https://jmlr.org/papers/v12/duchi11a.html",
      {.call = "torch.optim.Adagrad({parameters}, lr={lr}, lr_decay={lr_decay}, "
               "weight_decay={weight_decay}, initial_accumulator_value={initial_accumulator_value}, "
               "eps={eps})",
       .without = "decay_biases"}};

  static constexpr StepSize step_size{.on_surface = 0.5};

  double lr = 1e-2;
  double lr_decay = 0;
  double initial_accumulator_value = 0;
  double eps = 1e-10;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("lr_decay", lr_decay, non_negative, "The learning rate is divided by 1 + steps so far × this.");
    decay_parameters(visitor);
    visitor.number("initial_accumulator_value", initial_accumulator_value, non_negative,
                   "Initial sum of squares; above 0 it makes the first steps smaller.");
    visitor.number("eps", eps, non_negative, eps_doc);
  }

  int slots() const { return 1; }
  double initial() const { return initial_accumulator_value; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const T rate = static_cast<T>(update.lr / (1 + static_cast<double>(update.step - 1) * lr_decay));
    const T decay = static_cast<T>(update.decay), small = static_cast<T>(eps);
    T* __restrict w = update.parameters, * __restrict sum = update.slots[0];
    for (Index i = 0; i < update.size; ++i) {
      const T g = update.gradient[i] + decay * w[i];
      sum[i] += g * g;
      w[i] -= rate * (g / (math::sqrt(sum[i]) + small));
    }
  }
};

}  // namespace loss_playground
