// SPDX-License-Identifier: MIT
#pragma once
// A deep funnel in a field of small hollows, nearly level far away:
//
//   f = −20·exp(−0.2·√(½(x² + y²))) − exp(½(cos 2πx + cos 2πy)) + e + 20
//
// Lowest at (0, 0), where it has a tip: the gradient is given as 0 there.
// Ackley: A connectionist machine for genetic hillclimbing (1987), https://doi.org/10.1007/978-1-4613-1997-9
#include "functions/surface.hpp"

namespace loss_playground {

struct Ackley {
  static constexpr SurfaceDescriptor descriptor{
      {"ackley", "Ackley funnel", "A deep funnel among small local minima, nearly flat far away.",
       R"(f(x, y) = -20\, e^{-0.2 \sqrt{(x^2 + y^2) / 2}} - e^{(\cos 2\pi x + \cos 2\pi y) / 2} + e + 20)",
       "Ackley 1987", "https://doi.org/10.1007/978-1-4613-1997-9"},
      2,
      {0, 0},
      5,
      {3.2, -2.3},
      1,
      {{{0, 0}}},
      0};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* at, T* gradient) const {
    const T distance = math::sqrt((at[0] * at[0] + at[1] * at[1]) / T(2));
    const Turn<T> x(at[0]), y(at[1]);
    const T funnel = T(20) * math::exp(T(-0.2) * distance), waves = math::exp((x.cos + y.cos) / T(2));
    // The slope of the distance is at / (2·distance), and taken as 0 at the tip.
    const T slope = distance > T(0) ? T(0.1) * funnel / distance : T(0);
    gradient[0] = slope * at[0] + static_cast<T>(math::pi) * x.sin * waves;
    gradient[1] = slope * at[1] + static_cast<T>(math::pi) * y.sin * waves;
    return (T(20) - funnel) + (static_cast<T>(2.718281828459045235) - waves);
  }
};

}  // namespace loss_playground
