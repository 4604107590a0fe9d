// SPDX-License-Identifier: MIT
#pragma once
// Every miner, once. The order is that of the menus.
#include <memory>

#include "miners/all.hpp"
#include "miners/batch_hard.hpp"
#include "miners/distance_weighted.hpp"
#include "miners/random.hpp"
#include "miners/semi_hard.hpp"

namespace loss_playground {

using Miners = TypeList<RandomMiner, AllMiner, BatchHardMiner, SemiHardMiner, DistanceWeightedMiner>;

/// A miner whose type is known only when running: one virtual call a batch.
template <class T>
class Miner {
 public:
  virtual ~Miner() = default;
  /// The most triplets that a batch of `rows` can give.
  virtual Index most_triplets(Index rows) const = 0;
  /// Appends (anchor, positive, negative) rows of the batch.
  virtual void operator()(const MinerCall<T>& call, Triplets& triplets) const = 0;
};

/// Null for `random`, which draws from the whole set, and if there is no such id.
template <class T>
std::unique_ptr<Miner<T>> make_miner(const Spec& spec);

}  // namespace loss_playground
