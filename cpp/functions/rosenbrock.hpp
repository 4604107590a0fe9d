// SPDX-License-Identifier: MIT
#pragma once
// A curved valley: f = (1 − x)² + 100·(y − x²)². Its floor is found at once, its lowest point (1, 1) only slowly.
// Rosenbrock: An automatic method for finding the greatest or least value of a function (1960),
// https://doi.org/10.1093/comjnl/3.3.175
#include "functions/surface.hpp"

namespace loss_playground {

struct Rosenbrock {
  static constexpr SurfaceDescriptor descriptor{
      {"rosenbrock", "Rosenbrock valley",
       "A curved valley: optimizers reach its floor at once, but its minimum only slowly.",
       R"(f(x, y) = (1 - x)^2 + 100\, (y - x^2)^2)", "Rosenbrock 1960", "https://doi.org/10.1093/comjnl/3.3.175"},
      2,
      {0, 1},
      2,
      {-1.2, 1},
      1,
      {{{1, 1}}},
      0};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* at, T* gradient) const {
    const T bend = at[1] - at[0] * at[0], short_of = T(1) - at[0];
    gradient[0] = T(-2) * short_of - T(400) * at[0] * bend;
    gradient[1] = T(200) * bend;
    return short_of * short_of + T(100) * bend * bend;
  }
};

}  // namespace loss_playground
