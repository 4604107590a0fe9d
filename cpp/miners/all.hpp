// SPDX-License-Identifier: MIT
#pragma once
// Every triplet of the batch: each anchor with each of its positives and each of its negatives. Most are easy and
// dilute the mean once the model is good. Hermans, Beyer, Leibe: In defense of the triplet loss for person
// re-identification (2017; "batch all"), https://arxiv.org/abs/1703.07737
#include "miners/miner.hpp"

namespace loss_playground {

struct AllMiner {
  static constexpr Descriptor descriptor{
      "all",
      "all triplets",
      "Every triplet of the batch: each anchor with each positive and each negative.",
      R"(\{(a, p, n) : y_p = y_a \neq y_n\})",
      "Hermans, Beyer, Leibe 2017",
      "https://arxiv.org/abs/1703.07737",
      {.call = "all_triplets(embeddings, labels)", .code = R"py(
def all_triplets(embeddings, labels):
    """Every triplet of the batch."""
    alike = labels[:, None] == labels[None]
    other = ~torch.eye(len(labels), dtype=torch.bool)
    return ((alike & other)[:, :, None] & ~alike[:, None, :]).nonzero(as_tuple=True)
)py"}};

  void parameters(ParameterVisitor&) {}

  /// With k of N rows in a class there are at most k·(N − k) ≤ N²/4 of them for an anchor.
  static std::int64_t most_triplets(std::int64_t rows) { return rows * rows * rows / 4; }

  /// Each anchor looks at all rows, and again for each of its positives.
  static double comparisons(double rows, double alike) { return rows * rows * alike; }

  template <class T>
  void operator()(const MinerCall<T>& call, Triplets& triplets) const {
    for (Index a = 0; a < call.rows(); ++a)
      for (Index p = 0; p < call.rows(); ++p)
        for (Index n = 0; n < call.rows() && call.is_positive(a, p); ++n)
          if (call.is_negative(a, n)) add_triplet(a, p, n, triplets);
  }
};

}  // namespace loss_playground
