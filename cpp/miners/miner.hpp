// SPDX-License-Identifier: MIT
#pragma once
// A miner picks the triplets of a labelled batch that a triplet or pair loss learns from; apart from the loss and from
// the distance. An aggregate of its parameters with a descriptor, a bound on what it picks, and one call that appends
// (anchor, positive, negative) rows. A row without a positive or without a negative is no anchor.
#include <vector>

#include "core/descriptor.hpp"
#include "core/random.hpp"
#include "distances/list.hpp"

namespace loss_playground {

using Triplets = std::vector<std::int32_t>;

/// The batch that is mined.
template <class T>
struct MinerCall {
  /// (N, D).
  View<const T> embeddings;
  /// N class numbers.
  const T* labels;
  /// N numbers to work with.
  T* scratch;
  Random& random;

  Index rows() const { return embeddings.rows; }
  bool is_positive(Index anchor, Index row) const { return row != anchor && labels[row] == labels[anchor]; }
  bool is_negative(Index anchor, Index row) const { return labels[row] != labels[anchor]; }
};

inline void add_triplet(Index anchor, Index positive, Index negative, Triplets& triplets) {
  for (Index row : {anchor, positive, negative}) triplets.push_back(static_cast<std::int32_t>(row));
}

/// Writes the distances of all rows from an anchor into the scratch.
template <class T>
void measure_from(const MinerCall<T>& call, Index anchor, const AnyDistance& distance) {
  const auto& points = call.embeddings;
  for (Index j = 0; j < points.rows; ++j) call.scratch[j] = distance(points.row(anchor), points.row(j), points.cols);
}

/// The first row with the largest (or smallest) number in the scratch among those that `counts` names; −1 if none.
template <class T, class Counts>
Index farthest(const MinerCall<T>& call, Counts counts, bool nearest = false) {
  Index best = -1;
  for (Index j = 0; j < call.rows(); ++j) {
    if (!counts(j)) continue;
    if (best < 0 || (nearest ? call.scratch[j] < call.scratch[best] : call.scratch[j] > call.scratch[best])) best = j;
  }
  return best;
}

}  // namespace loss_playground
