// SPDX-License-Identifier: MIT
// W8 by hand: 64-512-512-10 ReLU, cross-entropy, Adam, batch 64.
#include "networks.hpp"

int main(int, char** arguments) {
  using Network = bench::TwoHidden<bench::Relu, bench::Adam, 64, 64, 512, 512, 10>;
  return bench::serve_network<Network>(arguments[1]);
}
