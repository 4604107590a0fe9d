// SPDX-License-Identifier: MIT
#pragma once
// A single linear layer: a weighted sum of the inputs and a bias for each output.
// https://pytorch.org/docs/stable/generated/torch.nn.Linear.html
#include "core/descriptor.hpp"
#include "models/network.hpp"

namespace loss_playground {

struct Linear {
  static constexpr Descriptor descriptor{
      "linear",
      "linear model",
      "A weighted sum of the inputs and a bias: straight lines and flat planes only.",
      R"(\hat y = W x + b)",
      "PyTorch: Linear",
      "https://pytorch.org/docs/stable/generated/torch.nn.Linear.html"};

  void parameters(ParameterVisitor&) {}

  NetworkShape shape(Index inputs, Index outputs) const { return {{inputs, outputs}}; }
};

}  // namespace loss_playground
