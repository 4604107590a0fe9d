// SPDX-License-Identifier: MIT
#pragma once
// The parts of a run. The engine assembles them by the kind of data (engine.cpp).
#include <functional>

#include "training/evaluation.hpp"
#include "training/run.hpp"
#include "training/tuning.hpp"
#include "training/work.hpp"

namespace loss_playground {

/// Begins to compare the gradient at some parameters on some rows with finite differences in double precision, for this
/// many parameters drawn at random. `batch_rows` is the largest number of rows of a batch.
using GradientChecker = std::function<std::unique_ptr<GradientChecking>(
    Aligned<double> parameters, std::span<const std::int32_t> rows, Index batch_rows, Index samples)>;

template <class T>
struct RunParts {
  std::unique_ptr<const Examples<T>> examples{};
  std::unique_ptr<Evaluation<T>> evaluation{};
  /// Null unless the run is fine-tuned.
  std::unique_ptr<Tuning<T>> tuning{};
  /// Empty if only single precision is linked; nothing is checked then.
  GradientChecker check{};
  Work work{};
};

/// The number of parameters. The error says that the model does not fit the examples, that it is too large, or that the
/// optimizer would need too much memory.
template <class T>
Index check_model_and_optimizer(const Experiment& experiment, const Examples<T>& examples, Error& error);

template <class T>
std::unique_ptr<Run> make_run_of(const Experiment& experiment, RunParts<T> parts);

}  // namespace loss_playground
