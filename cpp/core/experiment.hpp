// SPDX-License-Identifier: MIT
#pragma once
// What a run is made from: the contract's experiment, complete.
#include <cstdint>
#include <optional>

#include "core/parameters.hpp"

namespace loss_playground {

/// A run that starts from what another learnt, and is measured on that task too.
struct FineTuning {
  /// The task of the starting weights, with the vocabulary and context of the task to learn.
  Spec source;
  /// Parameters whose names begin so keep their starting values.
  std::vector<std::string> freeze{};
  /// Pull to the starting weights: ½·l2_sp·‖w − w₀‖².
  double l2_sp = 0;
  /// Share of each batch that comes from the source's training rows.
  double replay = 0;
};

struct Experiment {
  Spec task;
  Spec model{"mlp", {}};
  Spec loss{};
  /// How triplets and pairs are found; `random` for losses that learn from none.
  Spec miner{"random", {}};
  Spec optimizer{};
  Spec schedule{"constant", {}};
  /// Penalties over the weights, not the biases: l1·‖w‖₁ + ½·l2·‖w‖².
  double l1 = 0;
  double l2 = 0;
  /// Largest Euclidean norm of the objective's gradient.
  std::optional<double> gradient_clip{};
  /// Rows (triplets where they are drawn at random) a step; more than there are means all.
  int batch_size = 10;
  /// Planned length: the schedule's horizon.
  int steps = 1000;
  std::uint64_t seed = 1;
  bool single_precision = true;
  /// Steps between two evaluations of cost and score; 0 lets the run choose.
  int evaluate_every = 0;
  std::optional<FineTuning> fine_tuning{};
};

}  // namespace loss_playground
