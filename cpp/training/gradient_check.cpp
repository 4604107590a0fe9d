// SPDX-License-Identifier: MIT
#include "training/gradient_check.hpp"

#include <algorithm>
#include <numeric>

#include "core/math.hpp"
#include "core/random.hpp"

namespace loss_playground {

namespace {

/// Relative errors up to this are rounding and curvature.
constexpr double agreement = 1e-6;
/// For parameters up to 1; for larger ones times their size.
constexpr double steps[] = {1e-4, 6.25e-6, 4e-7};

/// Where the objective is evaluated along a parameter, in steps.
constexpr double offsets[] = {0, -1, 1, -2, 2};

struct Slopes {
  double central, left, right;
};

/// From the values at the offsets.
Slopes slopes_of(const std::array<double, 5>& values, double step) {
  const auto [here, left, right, far_left, far_right] = values;
  return {(8 * (right - left) - (far_right - far_left)) / (12 * step), (3 * here - 4 * left + far_left) / (2 * step),
          (4 * right - 3 * here - far_right) / (2 * step)};
}

/// Whether the slopes to the two sides differ and a value is one of them or between them.
bool is_kink(const Slopes& slopes, double value, double tolerance) {
  const auto [low, high] = std::minmax(slopes.left, slopes.right);
  return high - low > tolerance && value >= low - tolerance && value <= high + tolerance;
}

}  // namespace

FiniteDifferences::FiniteDifferences(DifferentiableObjective objective, Aligned<double> parameters, Index samples,
                                     std::uint64_t seed)
    : objective_(std::move(objective)), parameters_(std::move(parameters)), order_(parameters_.size()) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  Random random(seed, Stream::check);
  shuffle(order_, random);
  if (samples > 0) order_.resize(std::min(order_.size(), static_cast<std::size_t>(samples)));
}

bool FiniteDifferences::check_piece() {
  if (checking_ == order_.size()) return true;
  if (analytic_.empty()) {
    analytic_.resize(parameters_.size());
    unused_.resize(parameters_.size());
    objective_(parameters_.data(), analytic_.data());
    for (double entry : analytic_) smallest_scale_ = std::max(smallest_scale_, 1e-4 * math::abs(entry));
    return false;
  }
  const std::size_t i = order_[checking_];
  const double kept = parameters_[i], step = steps[step_] * std::max(1.0, math::abs(kept));
  parameters_[i] = kept + offsets[value_] * step;
  values_[value_] = objective_(parameters_.data(), unused_.data());
  parameters_[i] = kept;
  if (++value_ < values_.size()) return false;
  value_ = 0;
  if (!compare(analytic_[i], step)) return false;
  step_ = 0;
  error_ = std::numeric_limits<double>::infinity();
  kink_ = false;
  return ++checking_ == order_.size();
}

bool FiniteDifferences::compare(double expected, double step) {
  const Slopes slopes = slopes_of(values_, step);
  const double scale = std::max({math::abs(slopes.central), math::abs(expected), smallest_scale_});
  error_ = std::min(error_, scale > 0 ? math::abs(slopes.central - expected) / scale : 0);
  const bool agrees = error_ <= agreement;
  if (!agrees) kink_ = is_kink(slopes, expected, 1e-5 * scale);
  if (!agrees && ++step_ < std::size(steps)) return false;
  if (!agrees && kink_) {
    ++found_.skipped;
  } else {
    found_.max_relative_error = std::max(found_.max_relative_error, error_);
    ++found_.checked;
  }
  return true;
}

}  // namespace loss_playground
