// SPDX-License-Identifier: MIT
#pragma once
// A bowl, condition times as steep in y as in x: f = ½ (x² + condition·y²). Plain gradient descent is stable on it up
// to the rate 2 / condition, exactly.
#include "functions/surface.hpp"

namespace loss_playground {

struct Quadratic {
  static constexpr SurfaceDescriptor descriptor{
      {"quadratic", "quadratic bowl",
       "A bowl that is steeper in y than in x. Gradient descent diverges when the learning rate exceeds 2 / steepness.",
       R"(f(x, y) = \tfrac12 (x^2 + \kappa y^2))"},
      2,
      {0, 0},
      4,
      {-3, 2},
      1,
      {{{0, 0}}},
      0};

  double condition = 25;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("condition", condition, positive, "Steepness in y divided by steepness in x.");
  }

  template <class T>
  T operator()(const T* at, T* gradient) const {
    const T steep = static_cast<T>(condition);
    gradient[0] = at[0];
    gradient[1] = steep * at[1];
    return T(0.5) * (at[0] * at[0] + steep * at[1] * at[1]);
  }
};

}  // namespace loss_playground
