// SPDX-License-Identifier: MIT
// W2 by hand: 2-32-32-3 ReLU, cross-entropy, Adam, batch 32.
#include "networks.hpp"

int main(int, char** arguments) {
  using Network = bench::TwoHidden<bench::Relu, bench::Adam, 32, 2, 32, 32, 3>;
  return bench::serve_network<Network>(arguments[1]);
}
