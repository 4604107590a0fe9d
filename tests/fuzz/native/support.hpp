// SPDX-License-Identifier: MIT
#pragma once
// What the targets share: a claim that ends the program, and numbers and choices from libFuzzer's bytes.
#include <fuzzer/FuzzedDataProvider.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "engine.hpp"

namespace loss_playground::fuzz {

/// libFuzzer saves the input of a program that ends so.
inline void claim(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

/// Whatever bits the bytes are; the bindings let no other than finite numbers through.
inline double any_finite(FuzzedDataProvider& bytes) {
  const auto bits = bytes.ConsumeIntegral<std::uint64_t>();
  double number;
  std::memcpy(&number, &bits, sizeof(number));
  return std::isfinite(number) ? number : 0;
}

/// A network so small that a case takes no time.
inline Spec small_network() { return {"mlp", {{"hidden", std::vector<double>{2}}}}; }

/// Trains and evaluates a little. A cost may be infinite, where rows that no step has seen are far off, but a run whose
/// costs are NaN would have to have stopped.
inline void train(Run& run) {
  run.advance(3, true);
  const Metrics& last = run.metrics();
  claim(run.diverged_at() > 0 || !(std::isnan(last[Metric::cost]) || std::isnan(last[Metric::test_cost])),
        "a run that goes on has costs");
}

}  // namespace loss_playground::fuzz
