// SPDX-License-Identifier: MIT
#pragma once
// The memory that a run will take, besides its data: estimated from the sizes of its parts before they are made.
#include "core/experiment.hpp"
#include "models/model.hpp"
#include "training/examples.hpp"

namespace loss_playground {

/// The error names the largest part, if all together need too much. `optimizer_numbers` are those of its state and work
/// space.
template <class T>
Error memory_misfit(const Experiment& experiment, const Examples<T>& examples, const Model<T>& model,
                    double optimizer_numbers);

}  // namespace loss_playground
