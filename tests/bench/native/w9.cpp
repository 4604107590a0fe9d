// SPDX-License-Identifier: MIT
// W9 by hand: 784-256-10 ReLU, cross-entropy, Adam, batch 128.
#include "networks.hpp"

int main(int, char** arguments) {
  using Network = bench::OneHidden<bench::Goal::classes, bench::Relu, bench::Adam, 128, 784, 256, 10>;
  return bench::serve_network<Network>(arguments[1]);
}
