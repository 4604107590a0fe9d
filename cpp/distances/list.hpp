// SPDX-License-Identifier: MIT
#pragma once
// Every distance, once, in the order of the menus.
#include "distances/cosine_distance.hpp"
#include "distances/euclidean_distance.hpp"
#include "distances/manhattan_distance.hpp"
#include "distances/squared_euclidean_distance.hpp"

namespace loss_playground {

using Distances = TypeList<EuclideanDistance, SquaredEuclideanDistance, CosineDistance, ManhattanDistance>;

}  // namespace loss_playground
