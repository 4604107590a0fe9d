// SPDX-License-Identifier: MIT
#pragma once
// Three hollows in a row, the middle one deepest: f = 2x² − 1.05x⁴ + x⁶ / 6 + xy + y². Lowest at (0, 0).
// Branin: Widely convergent method for finding multiple solutions of simultaneous nonlinear equations (1972)
// https://www.sfu.ca/~ssurjano/camel3.html
#include "functions/surface.hpp"

namespace loss_playground {

struct ThreeHumpCamel {
  static constexpr SurfaceDescriptor descriptor{
      {"three_hump_camel", "three-hump camel", "Three local minima in a row; the middle one is the global minimum.",
       R"(f(x, y) = 2x^2 - 1.05 x^4 + \tfrac{x^6}{6} + xy + y^2)", "Test functions: three-hump camel",
       "https://www.sfu.ca/~ssurjano/camel3.html"},
      2,
      {0, 0},
      2.5,
      {-2.2, 1.5},
      1,
      {{{0, 0}}},
      0};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* at, T* gradient) const {
    const T x = at[0], y = at[1], square = x * x;
    gradient[0] = x * (T(4) - T(4.2) * square + square * square) + y;
    gradient[1] = x + T(2) * y;
    return square * (T(2) - T(1.05) * square + square * square / T(6)) + x * y + y * y;
  }
};

}  // namespace loss_playground
