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
  /// All are finite: a path that diverges ends before.
  std::vector<double> points;
  /// Heights there, without the noise.
  std::vector<double> values;
  /// The step whose point or height is not a finite number, or 0.
  std::int64_t diverged_at = 0;
};

/// A path that is being followed.
class Following {
 public:
  virtual ~Following() = default;
  /// Takes steps for one piece of work, some 20 ms; true once the path is complete.
  virtual bool follow_piece() = 0;
  virtual const DescentPath& path() const = 0;
};

/// Begins a path. `T` is the precision in which points and steps are kept. The specs must be of the catalogs; the error
/// names a start of the wrong dimension, or one at which the surface is not finite, and more steps than some ten
/// seconds of work.
template <class T>
std::unique_ptr<Following> begin_descent(const Descent& descent, Error& error);

/// A whole path.
template <class T>
DescentPath minimize(const Descent& descent, Error& error);

/// Cuts a rectangle into cells × cells and gives the height at the middle of each, row by row from the lowest y: of the
/// rows from `begin` up to `end`, since a caller may want them in parts.
struct Grid {
  double x_from, x_to, y_from, y_to;
  int cells;
};
std::vector<double> surface_heights(const Spec& surface, const Grid& grid, int begin, int end);

}  // namespace loss_playground
