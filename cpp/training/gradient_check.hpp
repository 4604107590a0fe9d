// SPDX-License-Identifier: MIT
#pragma once
// The analytic gradient against central differences, in double precision.
#include "training/objective.hpp"
#include "training/run.hpp"

namespace loss_playground {

/// Checks `samples` parameters drawn at random, or all if that is 0 or more than there are. Differences of fourth order
/// with a step of 1e-4; errors are relative to the larger of the two values, or to 1e-4 of the gradient's largest
/// component where both are smaller, since below that the differences are rounding.
GradientCheck check_gradient(Objective<double>& objective, Aligned<double> parameters,
                             std::span<const std::int32_t> rows, Index samples, std::uint64_t seed);

}  // namespace loss_playground
