// SPDX-License-Identifier: MIT
#pragma once
// Pulls the distances of alike pairs to 0 and pushes those of unlike pairs beyond a margin. The input is the distance.
//
//   l = x if y = 1, max(0, margin − x) if y = −1, with x the input, y the target
//
// Shapes: input and target (*). At the hinge the slope is 0.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.hinge_embedding_loss.html
#include "losses/pointwise.hpp"

namespace loss_playground {

struct HingeEmbeddingLoss : PointwiseLoss<HingeEmbeddingLoss> {
  static constexpr LossDescriptor descriptor{
      {"hinge_embedding_loss",
       "hinge embedding loss",
       "Moves distances of pairs of the same class to 0 and those of different classes beyond a margin. Takes "
       "distances instead of embeddings.",
       R"(\ell = \begin{cases} d & y = 1 \\ \max(0,\; m - d) & y = -1 \end{cases})",
       "PyTorch: hinge_embedding_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.hinge_embedding_loss.html",
       {.call = "torch.nn.functional.hinge_embedding_loss(input, target, margin={margin})"}},
      Family::triplet,
      Target::none,
      "distance",
      {LossInput{"input", "(*)", "real"}, LossInput{"target", "(*), the shape of input", "sign"}},
      true};

  double margin = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("margin", margin, {}, "Distance beyond which a pair of different classes has loss 0.");
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const T x = place[0], lacking = static_cast<T>(margin) - x;
    if (place[1] > T(0)) return {x, {T(1)}};
    return {lacking > T(0) ? lacking : T(0), {lacking > T(0) ? T(-1) : T(0)}};
  }
};

}  // namespace loss_playground
