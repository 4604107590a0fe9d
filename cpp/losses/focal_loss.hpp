// SPDX-License-Identifier: MIT
#pragma once
// Focal loss: binary cross-entropy in which examples that are already easy count less. For classes of very unequal
// size.
//
//   l = alpha·y·(1 − p)^gamma·softplus(−x) + (1 − alpha)·(1 − y)·p^gamma·softplus(x), p = σ(x)
//
// Shapes: input x (logits) and target y (*), from 0 to 1. Powers are taken as e^(−gamma·softplus(±x)), so that a
// surprise of 1e-300 and gamma below 1 are exact too, and the slope at p = 1 is 0. Lin, Goyal, Girshick, He, Dollár:
// Focal loss for dense object detection (2017), https://arxiv.org/abs/1708.02002
#include "losses/pointwise.hpp"

namespace loss_playground {

struct FocalLoss : PointwiseLoss<FocalLoss> {
  static constexpr LossDescriptor descriptor{
      {"focal_loss",
       "focal loss",
       "Binary cross-entropy that gives easy examples less weight. For classes of very unequal size.",
       R"(\ell = -\alpha_t\,(1 - p_t)^{\gamma} \log p_t)",
       "Lin et al. 2017",
       "https://arxiv.org/abs/1708.02002",
       {.call = "focal_loss(input, target, alpha={alpha}, gamma={gamma})", .code = R"py(
def focal_loss(input, target, alpha, gamma):
    """Binary cross-entropy with less weight on easy examples; PyTorch has no such function."""
    p = torch.sigmoid(input)
    yes = alpha * target * (1 - p) ** gamma * F.softplus(-input)
    no = (1 - alpha) * (1 - target) * p ** gamma * F.softplus(input)
    return (yes + no).mean()
)py"}},
      Family::cross_entropy,
      Target::probability,
      "weighted nats",
      {LossInput{"input", "(*)", "real"}, LossInput{"target", "(*), the shape of input", "probability"}},
      true};

  double alpha = 0.25;
  double gamma = 2;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("alpha", alpha, fraction, "Weight of positive examples; negative ones have 1 − alpha.");
    visitor.number("gamma", gamma, {0, unbounded},
                   "How strongly easy examples are down-weighted; 0 gives all the same weight.");
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const T x = place[0], y = place[1], yes = static_cast<T>(alpha), no = static_cast<T>(1 - alpha);
    const Point<T> truth = side(x), lie = side(-x);
    return {yes * y * truth.value + no * (T(1) - y) * lie.value,
            {yes * y * truth.slopes[0] - no * (T(1) - y) * lie.slopes[0], yes * truth.value - no * lie.value}};
  }

 private:
  /// (1 − p)^gamma·softplus(−x), and its derivative by x.
  template <class T>
  Point<T> side(T x) const {
    const T surprise = math::softplus(-x), other = math::softplus(x), discount = static_cast<T>(gamma);
    const T power = discount == T(0) ? T(1) : math::exp(-discount * other);
    return {power * surprise, {-power * (discount * math::sigmoid(x) * surprise + math::sigmoid(-x))}};
  }
};

}  // namespace loss_playground
