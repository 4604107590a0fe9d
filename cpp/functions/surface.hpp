// SPDX-License-Identifier: MIT
#pragma once
// What every surface is: an aggregate of its parameters, its dimension, and one call that gives height and gradient.
#include "core/descriptor.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

/// Descriptor of a surface, with where its minimum lies and how high it is there.
struct SurfaceDescriptor : Descriptor {
  int dimension;
  double minimum_x;
  double minimum_y;
  double minimum_value;
};

}  // namespace loss_playground
