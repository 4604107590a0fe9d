// SPDX-License-Identifier: MIT
#pragma once
// A complete experiment, which defines a run.
#include <cstdint>
#include <optional>

#include "core/parameters.hpp"

namespace loss_playground {

/// A run that starts from a pretrained model, and is evaluated on that model's task too.
struct FineTuning {
  /// The task that the starting weights were trained on, with the vocabulary and context of the task to learn. Its test
  /// fraction and the seed are those of that training, so that the same texts are held out.
  Spec source;
  std::uint64_t source_seed = 1;
  /// Parameters whose names begin with one of these keep their starting values.
  std::vector<std::string> freeze{};
  /// Pull to the starting weights: ½·l2_sp·‖w − w₀‖².
  double l2_sp = 0;
  /// Fraction of each batch that comes from the source's training rows.
  double replay = 0;
};

struct Experiment {
  Spec task;
  Spec model{"mlp", {}};
  Spec loss{};
  /// How triplets and pairs are picked; `random` for losses that do not use them.
  Spec miner{"random", {}};
  Spec optimizer{};
  Spec schedule{"constant", {}};
  /// Penalties over the weights, not the biases: l1·‖w‖₁ + ½·l2·‖w‖².
  double l1 = 0;
  double l2 = 0;
  /// Largest Euclidean norm of the objective's gradient.
  std::optional<double> gradient_clip{};
  /// Rows per step (triplets if they are drawn at random); more than the training set has means all.
  int batch_size = 10;
  /// Planned length: the schedule's horizon.
  int steps = 1000;
  std::uint64_t seed = 1;
  bool single_precision = true;
  /// Cost and score are recorded at its multiples and at the last planned step; 0 lets the run choose.
  int evaluate_every = 0;
  std::optional<FineTuning> fine_tuning{};
};

}  // namespace loss_playground
