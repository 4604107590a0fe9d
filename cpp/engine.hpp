// SPDX-License-Identifier: MIT
#pragma once
// The entry point of the engine: creates a run from an experiment. Losses, optimizers, schedules and surfaces can also
// be used on their own, through the headers in their folders.
#include <span>

#include "tasks/task.hpp"
#include "training/run.hpp"

namespace loss_playground {

/// Where a fine-tuned run begins: the bytes of a snapshot or of a stored model, and the source task's data file.
struct Start {
  std::span<const std::uint8_t> weights{}, source_file{};
};

/// Whether the linked code has everything that an experiment names; the starter (cpp/starter) lacks most.
bool can_run(const Experiment& experiment);

/// The experiment's specs must be of the catalogs, with parameters in range. The error reports what the
/// catalog cannot express: a loss that does not fit the task, a damaged file, a model too large.
std::unique_ptr<Run> make_run(const Experiment& experiment, const Source& source, Error& error,
                              const Start& start = {});

}  // namespace loss_playground
