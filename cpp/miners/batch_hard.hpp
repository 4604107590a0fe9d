// SPDX-License-Identifier: MIT
#pragma once
// The hardest triplet of each anchor: its farthest positive and its nearest negative; at a tie the first row. Learns
// fast, and falls for mislabeled examples.
// Hermans, Beyer, Leibe: In defense of the triplet loss for person re-identification (2017),
// https://arxiv.org/abs/1703.07737
#include "miners/measure.hpp"

namespace loss_playground {

struct BatchHardMiner {
  static constexpr Descriptor descriptor{
      "batch_hard",
      "hardest triplets",
      "For each anchor of the batch, the farthest positive and the nearest negative.",
      R"(p = \arg\max d(a, p),\; n = \arg\min d(a, n))",
      "Hermans, Beyer, Leibe 2017",
      "https://arxiv.org/abs/1703.07737",
      {.call = "hardest_triplets(embeddings, labels, distance=lambda a, b: {distance})",
       .code = R"py(
def hardest_triplets(embeddings, labels, distance):
    """The farthest positive and the nearest negative of each row."""
    with torch.no_grad():
        far = distance(embeddings[:, None], embeddings[None])
    alike = labels[:, None] == labels[None]
    other = ~torch.eye(len(labels), dtype=torch.bool)
    anchors = ((alike & other).any(1) & (~alike).any(1)).nonzero().flatten()
    positives = far.masked_fill(~(alike & other), -torch.inf).argmax(1)
    negatives = far.masked_fill(alike, torch.inf).argmin(1)
    return anchors, positives[anchors], negatives[anchors]
)py",
       .remark = mined_remark}};

  AnyDistance distance;

  void parameters(ParameterVisitor& visitor) {
    visitor.choice("distance", distance.index, distance_names, distance_doc);
  }

  static std::int64_t most_triplets(std::int64_t rows) { return rows; }

  static double comparisons(double rows, double) { return rows * rows; }

  template <class T>
  void operator()(const MinerCall<T>& call, Triplets& triplets) const {
    for (Index a = 0; a < call.rows(); ++a) {
      measure_from(call, a, distance);
      const Index positive = farthest(call, [&](Index j) { return call.is_positive(a, j); });
      const Index negative = farthest(
          call, [&](Index j) { return call.is_negative(a, j); }, true);
      if (positive >= 0 && negative >= 0) add_triplet(a, positive, negative, triplets);
    }
  }
};

}  // namespace loss_playground
