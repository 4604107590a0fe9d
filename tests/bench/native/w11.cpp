// SPDX-License-Identifier: MIT
// W11 by hand: a transformer of width 32 with 1 block, batch 64.
#include "transformer.hpp"

int main(int, char** arguments) {
  constexpr bench::Shape shape{
      .width = 32, .blocks = 1, .heads = 4, .hidden = 128, .context = 8, .tokens = 27, .batch = 64};
  return bench::serve_network<bench::Transformer<shape>>(arguments[1]);
}
