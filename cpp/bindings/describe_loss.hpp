// SPDX-License-Identifier: MIT
#pragma once
#include "bindings/convert.hpp"
#include "losses/loss.hpp"

namespace loss_playground::bindings {

/// The entry of a loss in the catalog.
val describe_loss(const Entry& entry);

/// By kinds of task, why a loss with such a target does not fit.
val misfits_of(Target target);

}  // namespace loss_playground::bindings
