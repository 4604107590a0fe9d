// SPDX-License-Identifier: MIT
#pragma once
// Triplet loss under a p-norm: the negative must be farther from the anchor than the positive by the margin. For metric
// learning and neural search.
//
//   l = max(0, ‖a − p + eps‖_p − ‖a − n + eps‖_p + margin)
//
// Shapes: anchor, positive, negative (N, D) or (D); one loss a row. Swap, ties and kinks: see triplet.hpp.
// Balntas et al.: Learning local feature descriptors with triplets and shallow CNNs (2016),
// https://www.bmva.org/bmvc/2016/papers/paper119/
// https://pytorch.org/docs/stable/generated/torch.nn.functional.triplet_margin_loss.html
#include "distances/pairwise_distance.hpp"
#include "losses/triplet.hpp"

namespace loss_playground {

struct TripletMarginLoss {
  static constexpr LossDescriptor descriptor{
      {"triplet_margin_loss",
       "triplet loss",
       "Wants matching items to be closer than non-matching ones by at least a margin; 0 once they are. For metric "
       "learning and neural search.",
       R"(\ell = \max(0,\; \lVert a - p \rVert - \lVert a - n \rVert + m))",
       "PyTorch: triplet_margin_loss",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.triplet_margin_loss.html",
       {.call = "torch.nn.functional.triplet_margin_loss(anchor, positive, negative, margin={margin}, "
                "p={p}, eps={eps}, swap={swap})"}},
      Family::triplet,
      Target::triplet,
      "distance",
      triplet_inputs,
      false,
      Link::identity,
      translation};

  double margin = 1;
  double p = 2;
  double eps = 1e-6;
  bool swap = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("margin", margin, {0, unbounded, true},
                   "How much farther from the anchor the negative must be than the positive.");
    visitor.number("p", p, {1, unbounded},
                   "Norm of the distance: 2 is Euclidean, 1 is Manhattan (the sum of absolute differences).");
    visitor.number("eps", eps, non_negative,
                   "Added to each difference, so that the square root has a gradient at distance 0.");
    visitor.boolean("swap", swap,
                    "Measures the negative's distance from the positive where that is smaller than from the anchor.");
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
    return triplet_sum(PairwiseDistance{p, eps}, call, margin, swap);
  }
};

}  // namespace loss_playground
