// SPDX-License-Identifier: MIT
#pragma once
// Which losses learn from triplets, and how these are found.
#include "core/experiment.hpp"
#include "losses/loss.hpp"

namespace loss_playground {

/// Whether a loss learns from mined triplets, as such or as pairs.
inline bool takes_miner(Target target) { return target == Target::triplet || target == Target::pair; }

inline constexpr const char* miner_misfit = "random, since the loss does not use triplets";

/// Whether each step draws its triplets from the whole set: batches are then rows of triplets.
inline bool draws_triplets(const Experiment& experiment, Target target) {
  return takes_miner(target) && experiment.miner.id == "random";
}

}  // namespace loss_playground
