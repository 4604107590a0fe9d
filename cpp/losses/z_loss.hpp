// SPDX-License-Identifier: MIT
#pragma once
// Cross-entropy with a penalty on the logits' normalizer, which keeps large language models from drifting.
//
//   l = ln Z − x_y + coefficient·(ln Z)², Z = Σ_c e^(x_c)
//
// Shapes: input x (N, C) or (C), logits; target y (N) or () class indices. PyTorch has no such function.
// Chowdhery et al.: PaLM: scaling language modeling with pathways (2022), https://arxiv.org/abs/2204.02311
#include "losses/class_numbers.hpp"

namespace loss_playground {

struct ZLoss : RowwiseLoss<ZLoss> {
  static constexpr LossDescriptor descriptor{
      {"z_loss",
       "cross-entropy with z-loss",
       "Cross-entropy with a penalty that keeps the sum of the exponentials of the logits near 1. For large language "
       "models, whose logits drift.",
       R"(\ell = -\log p_y + \lambda\, (\log Z)^2)",
       "Chowdhery et al. 2022",
       "https://arxiv.org/abs/2204.02311",
       {.call = "torch.nn.functional.cross_entropy(input, target) + {coefficient} * "
                "(torch.logsumexp(input, 1) ** 2).mean()"}},
      Family::cross_entropy,
      Target::class_index,
      "nats plus a penalty",
      {LossInput{"input", "(N, C) or (C)", "real"}, LossInput{"target", "(N) class indices", "class_index"}},
      false};

  double coefficient = 1e-4;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("coefficient", coefficient, non_negative, "Weight of the squared log-normalizer.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_class_numbers(descriptor, call, no_class, error);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const auto input = as_batch(call.inputs[0]);
    const Index label = class_of(call, i);
    const Softmax<T> softmax(input.row(i), input.cols);
    const T log_sum = softmax.log_sum(), pull = T(2) * static_cast<T>(coefficient) * log_sum;
    T* gradient = gradient_row(call, 0, i);
    for (Index c = 0; gradient && c < input.cols; ++c) {
      const T p = softmax.probability(c);
      gradient[c] = call.scale * ((c == label ? -softmax.rest(c) : p) + pull * p);
    }
    return softmax.surprise(label) + static_cast<T>(coefficient) * log_sum * log_sum;
  }
};

}  // namespace loss_playground
