// SPDX-License-Identifier: MIT
#pragma once
// Long work is done in pieces, so that it can be stopped between two of them.
#include "core/tensor.hpp"

namespace loss_playground {

/// Multiplications of a piece of work, about 20 ms.
inline constexpr Index piece_work = 20'000'000;

}  // namespace loss_playground
