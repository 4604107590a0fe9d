// SPDX-License-Identifier: MIT
#include "training/gradient_check.hpp"

#include <algorithm>
#include <numeric>

namespace loss_playground {

GradientCheck check_gradient(Objective<double>& objective, Aligned<double> parameters,
                             std::span<const std::int32_t> rows, Index samples, std::uint64_t seed) {
  Aligned<double> analytic(parameters.size()), unused(parameters.size());
  objective.hold_triplets();
  objective(parameters.data(), rows, analytic.data());
  double largest = 0;
  for (double component : analytic) largest = std::max(largest, math::abs(component));

  std::vector<std::size_t> order(parameters.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random random(seed, Stream::check);
  shuffle(order, random);
  if (samples > 0) order.resize(std::min(order.size(), static_cast<std::size_t>(samples)));

  GradientCheck check;
  for (std::size_t i : order) {
    const double kept = parameters[i], step = 1e-4 * std::max(1.0, math::abs(kept));
    const auto at = [&](double steps) {
      parameters[i] = kept + steps * step;
      return objective(parameters.data(), rows, unused.data()).total();
    };
    const double numeric = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
    parameters[i] = kept;
    const double scale = std::max({math::abs(numeric), math::abs(analytic[i]), 1e-4 * largest});
    if (scale > 0)
      check.max_relative_error = std::max(check.max_relative_error, math::abs(numeric - analytic[i]) / scale);
    ++check.checked;
  }
  return check;
}

}  // namespace loss_playground
