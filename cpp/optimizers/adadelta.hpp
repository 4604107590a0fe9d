// SPDX-License-Identifier: MIT
#pragma once
// Adadelta: divides each gradient by its running size and multiplies it by the running size of past steps, so that no
// rate need be chosen. For a first try where nothing is known of the scale; its first steps are tiny.
//
//   g ← g + weight_decay·w;  v ← rho·v + (1 − rho)·g²
//   d = √(u + eps) / √(v + eps) · g;  u ← rho·u + (1 − rho)·d²;  w ← w − lr·d
//
// eps stands inside both roots and sets the size of the first step.
// Zeiler: ADADELTA: an adaptive learning rate method (2012), https://arxiv.org/abs/1212.5701
// https://pytorch.org/docs/stable/generated/torch.optim.Adadelta.html
#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct Adadelta : WeightDecay {
  static constexpr Descriptor descriptor{
      "adadelta",
      "Adadelta",
      "Scales each gradient by the ratio of past step sizes to past gradient sizes, so no learning rate is needed. "
      "Starts slowly.",
      R"(d = \frac{\sqrt{u + \epsilon}}{\sqrt{v + \epsilon}}\, g,\quad w \leftarrow w - \eta\, d)",
      "Zeiler 2012",
      "https://arxiv.org/abs/1212.5701",
      {.call = "torch.optim.Adadelta({parameters}, lr={lr}, rho={rho}, eps={eps}, "
               "weight_decay={weight_decay})",
       .without = "decay_biases"}};

  double lr = 1;
  double rho = 0.9;
  double eps = 1e-6;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("rho", rho, decay_rate, "Decay rate of both running means of squares.");
    visitor.number("eps", eps, positive, "Added under both roots; its root sets the size of the first steps.");
    decay_parameters(visitor);
  }

  int slots() const { return 2; }
  double initial() const { return 0; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const T rate = static_cast<T>(update.lr), decay = static_cast<T>(update.decay), small = static_cast<T>(eps);
    const T keep = static_cast<T>(rho), take = static_cast<T>(1 - rho);
    const T grain = square_grain<T>(eps);
    T* __restrict w = update.parameters, * __restrict square = update.slots[0], * __restrict steps = update.slots[1];
    for (Index i = 0; i < update.size; ++i) {
      const T g = update.gradient[i] + decay * w[i];
      square[i] = settled(keep * square[i] + take * g * g, grain);
      const T step = math::sqrt(steps[i] + small) / math::sqrt(square[i] + small) * g;
      steps[i] = settled(keep * steps[i] + take * step * step, grain);
      w[i] -= rate * step;
    }
  }
};

}  // namespace loss_playground
