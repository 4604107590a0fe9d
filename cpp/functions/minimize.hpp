// SPDX-License-Identifier: MIT
#pragma once
// Follows an optimizer down a surface.
#include <optional>
#include <vector>

#include "core/descriptor.hpp"
#include "core/error.hpp"

namespace loss_playground {

struct Descent {
  Spec surface, optimizer, schedule;
  std::vector<double> start;
  std::int64_t steps = 0;
  /// Standard deviation of the Gaussian noise added to each component of each gradient.
  double noise = 0;
  std::uint64_t seed = 1;
};

struct DescentPath {
  /// (steps + 1) points, the start first.
  std::vector<double> points;
  std::vector<double> values;
};

/// `T` is the precision in which points and steps are kept. The specs must be of the catalogs; the error names a start
/// of the wrong dimension.
template <class T>
DescentPath minimize(const Descent& descent, Error& error);

}  // namespace loss_playground
