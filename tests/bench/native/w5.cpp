// SPDX-License-Identifier: MIT
// W5 by hand: 64-256-64-10 ReLU, cross-entropy, SGD with momentum, batch 256.
#include "networks.hpp"

int main(int, char** arguments) {
  using Network = bench::TwoHidden<bench::Relu, bench::Momentum, 256, 64, 256, 64, 10>;
  return bench::serve_network<Network>(arguments[1]);
}
