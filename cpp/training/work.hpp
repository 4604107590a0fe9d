// SPDX-License-Identifier: MIT
#pragma once
// What a run costs, before it is made: multiplications of one step, and of evaluating cost and scores once. Losses,
// miners, models and optimizers say their own share. Those of a matrix product are the unit;
// other operations take longer and count more. An estimate: to within a factor of about three.
#include "core/error.hpp"
#include "core/experiment.hpp"
#include "training/examples.hpp"

namespace loss_playground {

struct Work {
  double step = 0, evaluation = 0;
};

/// Most multiplications of a step: about a minute in a browser on an ordinary computer.
inline constexpr double most_step_work = 2.5e11;

/// The error says what to make smaller where a step would take more than `most_step_work`. The model and the optimizer
/// must fit the examples.
template <class T>
Work estimate_work(const Experiment& experiment, const Examples<T>& examples, Error& error);

}  // namespace loss_playground
