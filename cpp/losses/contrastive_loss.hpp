// SPDX-License-Identifier: MIT
#pragma once
// Contrastive loss: alike pairs are pulled together like springs, unlike pairs pushed beyond a margin. The first loss
// for learning a map by similarity.
//
//   l = ½ d² if y = 1, ½ max(0, margin − d)² if y = −1, with d the distance of input1 and input2
//
// Shapes: input1 and input2 (N, D) or (D); target y (N) or (): 1 for alike (the paper's Y = 0), −1 for unlike.
// Unlike points of the unit sphere lie √2 apart: a margin of 1 then hardly pushes pairs drawn by chance, and first all
// draw together; there take a margin of about √2, or hard negatives. Distances: see their files. PyTorch has no such
// function. Hadsell, Chopra, LeCun: Dimensionality reduction by
// learning an invariant mapping (2006), https://doi.org/10.1109/CVPR.2006.100
#include "distances/any_distance.hpp"
#include "losses/pairs.hpp"

namespace loss_playground {

struct ContrastiveLoss : RowwiseLoss<ContrastiveLoss> {
  static constexpr LossDescriptor descriptor{
      {"contrastive_loss",
       "contrastive loss",
       "Moves pairs of the same class together and pairs of different classes apart, up to a margin. For learning "
       "embeddings from similarity.",
       R"(\ell = \begin{cases} \tfrac12 d^2 & y = 1 \\ \tfrac12 \max(0,\; m - d)^2 & y = -1 \end{cases})",
       "Hadsell, Chopra, LeCun 2006",
       "https://doi.org/10.1109/CVPR.2006.100",
       {.call = "contrastive_loss(input1, input2, target, margin={margin}, distance=lambda a, b: "
                "{distance})",
        .code = R"py(
def contrastive_loss(input1, input2, target, margin, distance):
    """Moves pairs of the same class together and others apart, up to a margin; PyTorch has no such function."""
    far = distance(input1, input2)
    return torch.where(target > 0, far**2, torch.relu(margin - far) ** 2).mean() / 2
)py"}},
      Family::triplet,
      Target::pair,
      "half squared distance",
      pair_inputs,
      false,
      Link::identity,
      translation};

  double margin = 1;
  AnyDistance distance;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("margin", margin, {0, unbounded, true},
                   "Distance beyond which a pair of different classes has loss 0.");
    visitor.choice("distance", distance.index, distance_names, distance_doc);
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_pairs(descriptor, call, error);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const auto first = as_batch(call.inputs[0]), second = as_batch(call.inputs[1]);
    const T *a = first.row(i), *b = second.row(i);
    const T far = distance(a, b, first.cols), lacking = static_cast<T>(margin) - far;
    const bool alike = call.inputs[2].data[i] > T(0);
    if (!alike && !(lacking > T(0))) return T(0);
    const T factor = call.scale * (alike ? far : -lacking);
    distance.add_gradient(a, b, first.cols, far, factor, gradient_row(call, 0, i), gradient_row(call, 1, i));
    return T(0.5) * (alike ? far * far : lacking * lacking);
  }
};

}  // namespace loss_playground
