// SPDX-License-Identifier: MIT
#pragma once
// For each anchor and positive the nearest negative that is farther than the positive; where none is, the farthest
// negative. Hard enough to teach, and not the outliers. At a tie the first row.
// Schroff, Kalenichenko, Philbin: FaceNet (2015), https://arxiv.org/abs/1503.03832
#include "miners/measure.hpp"

namespace loss_playground {

struct SemiHardMiner {
  static constexpr Descriptor descriptor{
      "semi_hard",
      "semi-hard triplets",
      "For each anchor and positive of the batch, the nearest negative that is farther away than the positive.",
      R"(n = \arg\min \{ d(a, n) : d(a, n) > d(a, p) \})",
      "Schroff, Kalenichenko, Philbin 2015",
      "https://arxiv.org/abs/1503.03832",
      {.call = "semi_hard_triplets(embeddings, labels, distance=lambda a, b: {distance})",
       .code = R"py(
def semi_hard_triplets(embeddings, labels, distance):
    """For each pair the nearest negative farther away than the positive; if there is none, the farthest."""
    with torch.no_grad():
        far = distance(embeddings[:, None], embeddings[None])
    alike = labels[:, None] == labels[None]
    other = ~torch.eye(len(labels), dtype=torch.bool)
    anchors, positives = ((alike & other) & (~alike).any(1)[:, None]).nonzero(as_tuple=True)
    farther = ~alike[anchors] & (far[anchors] > far[anchors, positives][:, None])
    nearest = far[anchors].masked_fill(~farther, torch.inf).argmin(1)
    farthest = far[anchors].masked_fill(alike[anchors], -torch.inf).argmax(1)
    return anchors, positives, torch.where(farther.any(1), nearest, farthest)
)py",
       .remark = mined_remark}};

  AnyDistance distance;

  void parameters(ParameterVisitor& visitor) {
    visitor.choice("distance", distance.index, distance_names, distance_doc);
  }

  static std::int64_t most_triplets(std::int64_t rows) { return rows * (rows - 1); }

  /// Each anchor looks at all rows, and again for each of its positives.
  static double comparisons(double rows, double alike) { return rows * rows * alike; }

  template <class T>
  void operator()(const MinerCall<T>& call, Triplets& triplets) const {
    for (Index a = 0; a < call.rows(); ++a) {
      measure_from(call, a, distance);
      const auto is_negative = [&](Index j) { return call.is_negative(a, j); };
      const Index easiest = farthest(call, is_negative);
      for (Index p = 0; p < call.rows() && easiest >= 0; ++p) {
        if (!call.is_positive(a, p)) continue;
        const auto is_beyond = [&](Index j) { return is_negative(j) && call.scratch[j] > call.scratch[p]; };
        const Index beyond = farthest(call, is_beyond, true);
        add_triplet(a, p, beyond >= 0 ? beyond : easiest, triplets);
      }
    }
  }
};

}  // namespace loss_playground
