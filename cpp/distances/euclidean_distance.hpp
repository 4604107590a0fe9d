// SPDX-License-Identifier: MIT
#pragma once
// The straight line between two points, with the eps of pairwise_distance.hpp.
#include "core/descriptor.hpp"
#include "distances/pairwise_distance.hpp"

namespace loss_playground {

struct EuclideanDistance : PairwiseDistance {
  static constexpr Descriptor descriptor{
      "euclidean",
      "Euclidean distance",
      "The length of the straight line between two points.",
      R"(d = \lVert a - b + \epsilon \rVert_2)",
      "PyTorch: pairwise_distance",
      "https://pytorch.org/docs/stable/generated/torch.nn.functional.pairwise_distance.html",
      {.call = "torch.nn.functional.pairwise_distance(a, b)"}};

  void parameters(ParameterVisitor&) {}
};

}  // namespace loss_playground
