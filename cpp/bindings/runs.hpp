// SPDX-License-Identifier: MIT
#pragma once
#include "bindings/handles.hpp"
#include "engine.hpp"

namespace loss_playground::bindings {

/// The runs that JavaScript holds.
Handles<Run>& runs();

}  // namespace loss_playground::bindings
