// SPDX-License-Identifier: MIT
#pragma once
// What the engine is used through: makes a run of an experiment. The losses, optimizers, schedules and surfaces that
// can be used on their own have headers in their folders.
#include <span>

#include "tasks/task.hpp"
#include "training/run.hpp"

namespace loss_playground {

/// Where a fine-tuned run begins: the bytes of a snapshot or of a stored model, and the first task's data file.
struct Start {
  std::span<const std::uint8_t> weights{}, source_file{};
};

/// Whether what is linked has all that an experiment names: the starter (cpp/starter) lacks most.
bool can_run(const Experiment& experiment);

/// The experiment's specs must be of the catalogs, with parameters in range. The error names what the catalog cannot
/// say: a loss that does not fit the task, a damaged file, a model too large.
std::unique_ptr<Run> make_run(const Experiment& experiment, const Source& source, Error& error,
                              const Start& start = {});

}  // namespace loss_playground
