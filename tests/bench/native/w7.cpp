// SPDX-License-Identifier: MIT
// W7 by hand: 10-16-4 tanh, cross-entropy, Adam, batch 7.
#include "networks.hpp"

int main(int, char** arguments) {
  using Network = bench::OneHidden<bench::Goal::classes, bench::Tanh, bench::Adam, 7, 10, 16, 4>;
  return bench::serve_network<Network>(arguments[1]);
}
