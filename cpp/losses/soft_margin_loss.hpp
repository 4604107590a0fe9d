// SPDX-License-Identifier: MIT
#pragma once
// Logistic loss for classes −1 and 1: the smooth sibling of the hinge loss.
//
//   l = ln(1 + e^(−y·x)), with x the input, y the target
//
// Shapes: input and target (*). Computed as softplus, so that large −y·x do not overflow as they do in PyTorch.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.soft_margin_loss.html
#include "losses/pointwise.hpp"

namespace loss_playground {

struct SoftMarginLoss : PointwiseLoss<SoftMarginLoss> {
  static constexpr LossDescriptor descriptor{
      {"soft_margin_loss",
       "soft margin loss",
       "The logistic loss, for two classes labeled −1 and 1.",
       R"(\ell = \log (1 + e^{-y x}))",
       "PyTorch: soft_margin_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.soft_margin_loss.html",
       {.call = "torch.nn.functional.soft_margin_loss(input, target)"}},
      Family::cross_entropy,
      Target::sign,
      nats,
      {LossInput{"input", "(*)", "real"}, LossInput{"target", "(*), the shape of input", "sign"}},
      true};

  void parameters(ParameterVisitor&) {}

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const T x = place[0], y = place[1];
    return {math::softplus(-y * x), {-y * math::sigmoid(-y * x)}};
  }
};

}  // namespace loss_playground
