// SPDX-License-Identifier: MIT
#pragma once
// Asks that one score be above another by a margin. For learning to rank from comparisons.
//
//   l = max(0, −y·(x1 − x2) + margin), with y = 1 where x1 should be the higher
//
// Shapes: input1, input2 and target (*). At the hinge the slope is 0.
// Herbrich, Graepel, Obermayer: Large margin rank boundaries for ordinal regression (2000),
// https://doi.org/10.7551/mitpress/1113.003.0010
// https://pytorch.org/docs/stable/generated/torch.nn.functional.margin_ranking_loss.html
#include "losses/pointwise.hpp"

namespace loss_playground {

struct MarginRankingLoss : PointwiseLoss<MarginRankingLoss> {
  static constexpr LossDescriptor descriptor{
      {"margin_ranking_loss",
       "margin ranking loss",
       "Wants the better of two items to have the higher score, by a margin. For learning to rank from comparisons.",
       R"(\ell = \max(0,\; -y\,(x_1 - x_2) + m))",
       "Herbrich, Graepel, Obermayer 2000",
       "https://doi.org/10.7551/mitpress/1113.003.0010",
       {.call = "torch.nn.functional.margin_ranking_loss(input1, input2, target, margin={margin})"}},
      Family::triplet,
      Target::order,
      "score",
      {LossInput{"input1", "(*)", "real"}, LossInput{"input2", "(*), the shape of input1", "real"},
       LossInput{"target", "(*), the shape of input1", "sign"}},
      true,
      Link::identity,
      translation};

  double margin = 0;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("margin", margin, {}, "How much higher the better item's score must be.");
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const auto& [x1, x2, y, unused] = place;
    const T lacking = static_cast<T>(margin) - y * (x1 - x2);
    if (!(lacking > T(0))) return {T(0), {}};
    return {lacking, {-y, y}};
  }
};

}  // namespace loss_playground
