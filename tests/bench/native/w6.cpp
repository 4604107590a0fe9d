// SPDX-License-Identifier: MIT
// W6 by hand: 2-8-8-2 tanh, cross-entropy, SGD, batch 1.
#include "networks.hpp"

int main(int, char** arguments) {
  using Network = bench::TwoHidden<bench::Tanh, bench::Sgd, 1, 2, 8, 8, 2>;
  return bench::serve_network<Network>(arguments[1]);
}
