// SPDX-License-Identifier: MIT
#pragma once
// Follows an optimizer down a surface, and shows a surface on a grid.
#include <memory>
#include <vector>

#include "core/descriptor.hpp"
#include "core/error.hpp"

namespace loss_playground {

struct Descent {
  Spec surface, optimizer, schedule;
  std::vector<double> start;
  std::int64_t steps = 0;
  /// Standard deviation of the Gaussian noise added to each component of each step's gradient. Like a batch it is drawn
  /// once a step: for optimizers that ask for other points it tilts the whole surface during that step.
  double noise = 0;
  std::uint64_t seed = 1;
};

struct DescentPath {
  /// (steps + 1) points, the start first. They are what is trained, also where an optimizer judges by a mean of them.
  std::vector<double> points;
  /// Heights there, without the noise.
  std::vector<double> values;
};

/// `T` is the precision in which points and steps are kept. The specs must be of the catalogs; the error names a start
/// of the wrong dimension.
template <class T>
DescentPath minimize(const Descent& descent, Error& error);

/// Cuts a rectangle into cells × cells and gives the height at the middle of each, row by row from the lowest y.
struct Grid {
  double x_from, x_to, y_from, y_to;
  int cells;
};
std::vector<double> surface_heights(const Spec& surface, const Grid& grid);

}  // namespace loss_playground
