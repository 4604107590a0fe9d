// SPDX-License-Identifier: MIT
#pragma once
// What miners that choose by a distance share.
#include "distances/any_distance.hpp"
#include "miners/miner.hpp"

namespace loss_playground {

/// Writes the distances of all rows from an anchor into the scratch.
template <class T>
void measure_from(const MinerCall<T>& call, Index anchor, const AnyDistance& distance) {
  const auto& points = call.embeddings;
  for (Index j = 0; j < points.rows; ++j) call.scratch[j] = distance(points.row(anchor), points.row(j), points.cols);
}

}  // namespace loss_playground
