// SPDX-License-Identifier: MIT
#pragma once
// How near is near enough, and why.
#include <algorithm>
#include <cmath>

namespace loss_playground::tests {

/// Values and gradients in double precision: a few dozen roundings, each 1.1e-16.
inline constexpr double double_tolerance = 1e-12;
/// The same in float, each rounding 6e-8.
inline constexpr double float_tolerance = 1e-5;
/// A number that is the small difference of large ones is compared with the largest of its tensor: this share of it is
/// rounding.
inline constexpr double rounding_share = 1e-15;
inline constexpr double float_rounding_share = 1e-6;
/// 1,001 steps of an optimizer in float, of which each may round otherwise than PyTorch's. (In double precision and
/// against double precision the fixtures name their own.)
inline constexpr double float_trajectory_tolerance = 3e-5;
/// In ulp: Emscripten's C library has a tanh of long double that is its tanh of double, with a rounding of its own. The
/// bits that are tested there are those that pass natively.
#ifdef __EMSCRIPTEN__
inline constexpr double reference_slack = 1;
#else
inline constexpr double reference_slack = 0;
#endif
/// A schedule in closed form, relative to the largest rate of the case.
inline constexpr double schedule_tolerance = 1e-15;
/// Gradients against dual numbers, relative to the steepest: both round a few dozen times.
inline constexpr double dual_tolerance = 1e-13;
/// Central differences of fourth order with steps of 1e-4.
inline constexpr double difference_tolerance = 1e-6;

/// |a − b| within `relative` of the larger, or within `absolute`.
inline bool near(double a, double b, double relative, double absolute = 0) {
  return std::abs(a - b) <= std::max(relative * std::max(std::abs(a), std::abs(b)), absolute);
}

}  // namespace loss_playground::tests
