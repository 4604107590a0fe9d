// SPDX-License-Identifier: MIT
#pragma once
// The most common losses, compiled for speed (CMakeLists.txt). The starter (cpp/starter) has these alone.
#include "losses/binary_cross_entropy_with_logits.hpp"
#include "losses/cross_entropy.hpp"
#include "losses/huber_loss.hpp"
#include "losses/l1_loss.hpp"
#include "losses/mse_loss.hpp"
#include "losses/triplet_margin_loss.hpp"
#include "losses/triplet_margin_with_distance_loss.hpp"

namespace loss_playground {

using FastLosses = TypeList<CrossEntropy, BinaryCrossEntropyWithLogits, MseLoss, L1Loss, HuberLoss, TripletMarginLoss,
                            TripletMarginWithDistanceLoss>;

}  // namespace loss_playground
