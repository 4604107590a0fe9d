// SPDX-License-Identifier: MIT
#pragma once
// Turns alike pairs into one direction and unlike pairs away from each other. For embeddings whose length means
// nothing.
//
//   l = 1 − cos(x1, x2) if y = 1, max(0, cos(x1, x2) − margin) if y = −1,
//   cos = x1·x2 / √((‖x1‖² + 1e-12)·(‖x2‖² + 1e-12))
//
// Shapes: input1 and input2 (N, D) or (D); target y (N) or (). At the hinge the slope is 0.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.cosine_embedding_loss.html
#include "distances/length.hpp"
#include "losses/pairs.hpp"

namespace loss_playground {

struct CosineEmbeddingLoss : RowwiseLoss<CosineEmbeddingLoss> {
  static constexpr LossDescriptor descriptor{
      {"cosine_embedding_loss",
       "cosine embedding loss",
       "Aligns the directions of pairs of the same class and separates those of different classes. For embeddings "
       "whose length does not matter.",
       R"(\ell = \begin{cases} 1 - \cos(x_1, x_2) & y = 1 \\ \max(0,\; \cos(x_1, x_2) - m) & y = -1 \end{cases})",
       "PyTorch: cosine_embedding_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.cosine_embedding_loss.html",
       {.call = "torch.nn.functional.cosine_embedding_loss(input1, input2, target, margin={margin})"}},
      Family::triplet,
      Target::pair,
      "1 − cosine",
      pair_inputs,
      false,
      Link::identity,
      scaling};

  double margin = 0;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("margin", margin, {-1, 1}, "Cosine similarity below which a pair of different classes has loss 0.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_pairs(descriptor, call, error);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const auto first = as_batch(call.inputs[0]), second = as_batch(call.inputs[1]);
    const T *a = first.row(i), *b = second.row(i);
    const Index n = first.cols;
    const T long_a = length(a, n, T(1e-12)), long_b = length(b, n, T(1e-12)), angle = cosine(a, b, n, long_a, long_b);
    const bool alike = call.inputs[2].data[i] > T(0);
    const T value = alike ? T(1) - angle : angle - static_cast<T>(margin);
    if (!alike && !(value > T(0))) return T(0);
    const T factor = alike ? -call.scale : call.scale;
    if (T* grad = gradient_row(call, 0, i)) add_cosine_gradient(a, b, n, long_a, long_b, angle, factor, T(1), grad);
    if (T* grad = gradient_row(call, 1, i)) add_cosine_gradient(b, a, n, long_b, long_a, angle, factor, T(1), grad);
    return value;
  }
};

}  // namespace loss_playground
