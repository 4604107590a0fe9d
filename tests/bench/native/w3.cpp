// SPDX-License-Identifier: MIT
// W3 by hand: 64-128-16 ReLU, triplet loss, Adam, 64 triplets.
#include "networks.hpp"

int main(int, char** arguments) {
  using Network = bench::OneHidden<bench::Goal::triplets, bench::Relu, bench::Adam, 3 * 64, 64, 128, 16>;
  return bench::serve_network<Network>(arguments[1]);
}
