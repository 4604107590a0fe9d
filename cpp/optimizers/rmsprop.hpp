// SPDX-License-Identifier: MIT
#pragma once
// RMSprop: divides each gradient by its running root mean square, so that steep and flat directions move alike.
//
//   g ← g + weight_decay·w;  v ← alpha·v + (1 − alpha)·g²
//   centered: a ← alpha·a + (1 − alpha)·g and √(v − a²) stands for √v
//   b ← momentum·b + g / (√v + eps);  w ← w − lr·b
//
// eps stands outside the root, as in PyTorch. v − a² is never below 0 but for rounding, and is clamped there; PyTorch
// takes the root of what rounding leaves.
// Tieleman, Hinton: lecture 6.5 of Neural networks for machine learning (2012); Graves: Generating sequences with
// recurrent neural networks (2013), https://arxiv.org/abs/1308.0850
// https://pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
#include <algorithm>

#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct RmsProp : WeightDecay {
  static constexpr Descriptor descriptor{
      "rmsprop",
      "RMSprop",
      "Divides each gradient by its running root mean square, so that steep and flat directions move at a similar "
      "pace.",
      R"(v \leftarrow \alpha v + (1 - \alpha) g^2,\quad w \leftarrow w - \eta\, \frac{g}{\sqrt{v} + \epsilon})",
      "PyTorch: RMSprop",
      "https://pytorch.org/docs/stable/generated/torch.optim.RMSprop.html",
      {.call = "torch.optim.RMSprop({parameters}, lr={lr}, alpha={alpha}, eps={eps}, "
               "weight_decay={weight_decay}, momentum={momentum}, centered={centered})",
       .without = "decay_biases"}};

  double lr = 1e-2;
  double alpha = 0.99;
  double eps = 1e-8;
  double momentum = 0;
  bool centered = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("alpha", alpha, decay_rate, square_doc);
    visitor.number("eps", eps, non_negative, eps_doc);
    decay_parameters(visitor);
    visitor.number("momentum", momentum, decay_rate, momentum_doc);
    visitor.boolean("centered", centered,
                    "Centered: divides by the standard deviation of the gradient instead of its root mean square.");
  }

  int slots() const { return 3; }
  double initial() const { return 0; }

  template <class T>
  void operator()(const Update<T>& update) const {
    centered ? move<true>(update) : move<false>(update);
  }

 private:
  /// The choice stands outside the loop, which compilers then turn into vectors.
  template <bool is_centered, class T>
  void move(const Update<T>& update) const {
    const T rate = static_cast<T>(update.lr), decay = static_cast<T>(update.decay), small = static_cast<T>(eps);
    const T keep = static_cast<T>(alpha), take = static_cast<T>(1 - alpha), inertia = static_cast<T>(momentum);
    const T grain = square_grain<T>(eps);
    T* __restrict w = update.parameters, * __restrict square = update.slots[0], * __restrict mean = update.slots[1];
    T* __restrict buffer = update.slots[2];
    const T* __restrict gradient = update.gradient;
    for (Index i = 0; i < update.size; ++i) {
      const T g = gradient[i] + decay * w[i];
      square[i] = settled(keep * square[i] + take * g * g, grain);
      T spread = square[i];
      if constexpr (is_centered) {
        mean[i] = settled(keep * mean[i] + take * g, grain);
        spread = std::max(T(0), square[i] - mean[i] * mean[i]);
      }
      const T step = g / (math::sqrt(spread) + small);
      buffer[i] = settled(inertia * buffer[i] + step);
      w[i] -= rate * buffer[i];
    }
  }
};

}  // namespace loss_playground
