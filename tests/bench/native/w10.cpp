// SPDX-License-Identifier: MIT
// W10 by hand: 64-64-2 tanh, triplet loss, Adam, 17 triplets.
#include "networks.hpp"

int main(int, char** arguments) {
  using Network = bench::OneHidden<bench::Goal::triplets, bench::Tanh, bench::Adam, 3 * 17, 64, 64, 2>;
  return bench::serve_network<Network>(arguments[1]);
}
