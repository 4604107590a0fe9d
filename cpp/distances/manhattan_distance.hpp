// SPDX-License-Identifier: MIT
#pragma once
// The sum of the differences along each axis: d = Σ_i |a_i − b_i|, with slope 0 where a component is the same.
#include "core/descriptor.hpp"
#include "distances/pairwise_distance.hpp"

namespace loss_playground {

struct ManhattanDistance : PairwiseDistance {
  static constexpr Descriptor descriptor{"manhattan",
                                         "Manhattan distance",
                                         "The sum of the absolute differences along each axis: one large difference "
                                         "counts less than in Euclidean distance.",
                                         R"(d = \sum_i |a_i - b_i|)",
                                         nullptr,
                                         nullptr,
                                         {.call = "(a - b).abs().sum(-1)"}};

  constexpr ManhattanDistance() : PairwiseDistance{1, 0} {}
  void parameters(ParameterVisitor&) {}
};

}  // namespace loss_playground
