// SPDX-License-Identifier: MIT
#pragma once
// Every miner, once, in the order of the menus. Only miners/list.cpp includes this.
#include "miners/all.hpp"
#include "miners/batch_hard.hpp"
#include "miners/distance_weighted.hpp"
#include "miners/random.hpp"
#include "miners/semi_hard.hpp"

namespace loss_playground {

using Miners = TypeList<RandomMiner, AllMiner, BatchHardMiner, SemiHardMiner, DistanceWeightedMiner>;

}  // namespace loss_playground
