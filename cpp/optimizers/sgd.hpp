// SPDX-License-Identifier: MIT
#pragma once
// Stochastic gradient descent, with momentum: steps straight down the gradient of the batch, or along its running sum.
//
//   g ← g + weight_decay·w;  b ← momentum·b + (1 − dampening)·g, at the first step b ← g
//   w ← w − lr·(nesterov ? g + momentum·b : b)
//
// Without momentum b is g. As in PyTorch the first step is not dampened, and lr scales the step, not the buffer.
// Sutskever et al.: On the importance of initialization and momentum in deep learning (2013),
// https://proceedings.mlr.press/v28/sutskever13.html; https://pytorch.org/docs/stable/generated/torch.optim.SGD.html
#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct Sgd : WeightDecay {
  static constexpr Descriptor descriptor{
      "sgd",
      "SGD",
      "Steps against the gradient of each batch; momentum adds part of the previous step. The simplest optimizer, and "
      "hard to beat with a tuned learning rate.",
      R"(b \leftarrow \mu b + (1 - \tau) g,\quad w \leftarrow w - \eta\, b)",
      "PyTorch: SGD",
      "https://pytorch.org/docs/stable/generated/torch.optim.SGD.html",
      {.call = "torch.optim.SGD({parameters}, lr={lr}, momentum={momentum}, dampening={dampening}, "
               "weight_decay={weight_decay}, nesterov={nesterov})",
       .without = "decay_biases"}};

  static constexpr StepSize step_size{.on_model = 0.1, .on_surface = 0.03, .follows_gradient = true};

  double lr = 1e-3;
  double momentum = 0;
  double dampening = 0;
  bool nesterov = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("momentum", momentum, decay_rate, momentum_doc);
    visitor.number("dampening", dampening, fraction, "Dampening: fraction of the gradient that momentum leaves out.");
    decay_parameters(visitor);
    visitor.boolean("nesterov", nesterov,
                    "Nesterov momentum: takes the gradient one momentum step ahead. Needs momentum.");
  }

  int slots() const { return momentum != 0 ? 1 : 0; }
  double initial() const { return 0; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const T rate = static_cast<T>(update.lr), decay = static_cast<T>(update.decay), keep = static_cast<T>(momentum);
    const T take = update.step == 1 ? T(1) : static_cast<T>(1 - dampening);
    T* __restrict w = update.parameters, * __restrict buffer = update.slots[0];
    const T* __restrict gradient = update.gradient;
    // Loops without a choice in them, which compilers turn into vectors.
    if (!buffer) {
      for (Index i = 0; i < update.size; ++i) w[i] -= rate * (gradient[i] + decay * w[i]);
    } else if (nesterov) {
      for (Index i = 0; i < update.size; ++i) {
        const T g = gradient[i] + decay * w[i];
        buffer[i] = settled(keep * buffer[i] + take * g);
        w[i] -= rate * (g + keep * buffer[i]);
      }
    } else {
      for (Index i = 0; i < update.size; ++i) {
        buffer[i] = settled(keep * buffer[i] + take * (gradient[i] + decay * w[i]));
        w[i] -= rate * buffer[i];
      }
    }
  }
};

}  // namespace loss_playground
