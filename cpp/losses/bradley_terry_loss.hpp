// SPDX-License-Identifier: MIT
#pragma once
// Bradley-Terry loss: minus the log-probability that the chosen answer wins, given both scores. For reward models.
//
//   l = ln(1 + e^−(c − r − margin)), with c and r the scores of the chosen and the rejected answer
//
// Shapes: chosen and rejected (*).
// Bradley, Terry: Rank analysis of incomplete block designs (1952), https://doi.org/10.2307/2334029
#include "losses/pointwise.hpp"

namespace loss_playground {

struct BradleyTerryLoss : PointwiseLoss<BradleyTerryLoss> {
  static constexpr LossDescriptor descriptor{
      {"bradley_terry_loss",
       "Bradley-Terry loss",
       "Minus the log-probability that the preferred answer wins, given both scores. For reward models.",
       R"(\ell = -\log \sigma(r_c - r_r))",
       "Bradley, Terry 1952",
       "https://doi.org/10.2307/2334029",
       {.call = "torch.nn.functional.softplus({margin} - (chosen - rejected)).mean()"}},
      Family::cross_entropy,
      Target::none,
      nats,
      {LossInput{"chosen", "(*)", "real"}, LossInput{"rejected", "(*), the shape of chosen", "real"}},
      true,
      Link::identity,
      translation};

  double margin = 0;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("margin", margin, {}, "How much higher the chosen score must be for the two to count as equal.");
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const T lead = place[0] - place[1] - static_cast<T>(margin), slope = math::sigmoid(-lead);
    return {math::softplus(-lead), {-slope, slope}};
  }
};

}  // namespace loss_playground
