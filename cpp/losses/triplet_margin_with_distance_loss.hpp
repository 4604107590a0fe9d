// SPDX-License-Identifier: MIT
#pragma once
// Triplet loss with a choice of distance.
//
//   l = max(0, d(a, p) − d(a, n) + margin)
//
// Shapes: anchor, positive, negative (N, D) or (D); one loss a row. Swap, ties and kinks: see triplet.hpp; each
// distance: see its file.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.triplet_margin_with_distance_loss.html
#include "distances/any_distance.hpp"
#include "losses/triplet.hpp"

namespace loss_playground {

struct TripletMarginWithDistanceLoss {
  static constexpr LossDescriptor descriptor{
      {"triplet_margin_with_distance_loss",
       "triplet loss with chosen distance",
       "Triplet loss with a distance of your choice. Use cosine where only direction matters, as in search by "
       "embedding.",
       R"(\ell = \max(0,\; d(a, p) - d(a, n) + m))",
       "PyTorch: triplet_margin_with_distance_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.triplet_margin_with_distance_loss.html",
       {.call = "torch.nn.functional.triplet_margin_with_distance_loss(anchor, positive, negative, "
                "distance_function=lambda a, b: {distance}, margin={margin}, swap={swap})"}},
      Family::triplet,
      Target::triplet,
      "distance",
      triplet_inputs,
      false,
      Link::identity,
      translation};

  double margin = 1;
  bool swap = false;
  AnyDistance distance;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("margin", margin, {0, unbounded, true},
                   "How much farther from the anchor the negative must be than the positive.");
    visitor.boolean("swap", swap,
                    "Measures the negative's distance from the positive where that is smaller than from the anchor.");
    visitor.choice("distance", distance.index, distance_names, distance_doc);
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_triplet(descriptor, call, error);
  }
  template <class T>
  T divisor(const LossCall<T>& call) const {
    return static_cast<T>(as_batch(call.inputs[0]).rows);
  }
  template <class T>
  LossSum<T> operator()(const LossCall<T>& call) const {
    return triplet_sum(distance, call, margin, swap);
  }
};

}  // namespace loss_playground
