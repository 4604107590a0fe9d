// SPDX-License-Identifier: MIT
// W12 by hand: a transformer of width 64 with 2 blocks, batch 64.
#include "transformer.hpp"

int main(int, char** arguments) {
  constexpr bench::Shape shape{
      .width = 64, .blocks = 2, .heads = 4, .hidden = 128, .context = 8, .tokens = 27, .batch = 64};
  return bench::serve_network<bench::Transformer<shape>>(arguments[1]);
}
