// SPDX-License-Identifier: MIT
#pragma once
// AdamW: Adam whose weight decay shrinks the parameters directly.
//
//   w ← w − lr·weight_decay·w, then Adam's step (adam_moments.hpp)
//
// Loshchilov, Hutter: Decoupled weight decay regularization (2019), https://arxiv.org/abs/1711.05101
// https://pytorch.org/docs/stable/generated/torch.optim.AdamW.html
#include "optimizers/adam_moments.hpp"

namespace loss_playground {

struct AdamW : AdamMoments, WeightDecay {
  static constexpr Descriptor descriptor{
      "adamw",
      "AdamW",
      "Adam with decoupled weight decay: every weight shrinks by the same fraction, whatever its gradient. The usual "
      "choice for transformers.",
      R"(w \leftarrow (1 - \eta\lambda)\, w - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon})",
      "Loshchilov, Hutter 2019",
      "https://arxiv.org/abs/1711.05101",
      {.call = "torch.optim.AdamW({parameters}, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
               "amsgrad={amsgrad}, weight_decay={weight_decay})",
       .without = "decay_biases"}};

  AdamW() : WeightDecay(1e-2) {}

  void parameters(ParameterVisitor& visitor) {
    moment_parameters(visitor);
    decay_parameters(visitor, decoupled_doc);
  }

  template <class T>
  void operator()(const Update<T>& update) const {
    step(update, T(0), static_cast<T>(update.lr * update.decay));
  }
};

}  // namespace loss_playground
