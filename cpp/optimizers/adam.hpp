// SPDX-License-Identifier: MIT
#pragma once
// Adam: steps by the running mean of gradients, each divided by its running size. Works without much tuning.
//
// The moments are in adam_moments.hpp. weight_decay is L2 in the gradient, so it passes through the division; AdamW's
// does not.
// Kingma, Ba: Adam: a method for stochastic optimization (2015), https://arxiv.org/abs/1412.6980
// https://pytorch.org/docs/stable/generated/torch.optim.Adam.html
#include "optimizers/adam_moments.hpp"

namespace loss_playground {

struct Adam : AdamMoments, WeightDecay {
  static constexpr Descriptor descriptor{
      "adam",
      "Adam",
      "Divides the running mean of the gradient by the root of the running mean of its square, so every parameter "
      "moves by about the learning rate. Works without much tuning.",
      R"(w \leftarrow w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon})",
      "Kingma, Ba 2015",
      "https://arxiv.org/abs/1412.6980",
      {.call = "torch.optim.Adam({parameters}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
               "amsgrad={amsgrad}, weight_decay={weight_decay})",
       .without = "decay_biases"}};

  void parameters(ParameterVisitor& visitor) {
    moment_parameters(visitor);
    decay_parameters(visitor);
  }

  template <class T>
  void operator()(const Update<T>& update) const {
    step(update, static_cast<T>(update.decay), T(0));
  }
};

}  // namespace loss_playground
