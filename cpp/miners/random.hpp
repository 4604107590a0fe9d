// SPDX-License-Identifier: MIT
#pragma once
// One random positive and one random negative for each anchor, drawn from the whole training set, not from the batch:
// see training/batches.hpp. The default of every run.
#include "miners/miner.hpp"

namespace loss_playground {

struct RandomMiner {
  static constexpr Descriptor descriptor{
      "random",
      "random triplets",
      "One random positive and one random negative for each anchor, drawn from the whole training set.",
      R"(p \sim \{x : y_x = y_a\},\; n \sim \{x : y_x \neq y_a\})",
      nullptr,
      nullptr,
      {.call = ""}};

  void parameters(ParameterVisitor&) {}
};

}  // namespace loss_playground
