// SPDX-License-Identifier: MIT
#pragma once
// A wide flat floor between steep corners: f = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)².
// Lowest at (3, ½). Momentum helps on the floor and hurts in the corners.
// Beale: On an iterative method for finding a local minimum of a function of more than one variable (1958)
// https://www.sfu.ca/~ssurjano/beale.html
#include "functions/surface.hpp"

namespace loss_playground {

struct Beale {
  static constexpr SurfaceDescriptor descriptor{
      {"beale", "Beale floor", "A wide flat floor between steep corners, with the minimum at (3, ½).",
       R"(f(x, y) = (1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2)", "Test functions: Beale",
       "https://www.sfu.ca/~ssurjano/beale.html"},
      2,
      {0, 0},
      4.5,
      {1, 1.5},
      1,
      {{{3, 0.5}}},
      0};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* at, T* gradient) const {
    const T x = at[0], y = at[1], square = y * y;
    const T first = T(1.5) - x + x * y, second = T(2.25) - x + x * square, third = T(2.625) - x + x * square * y;
    gradient[0] = T(2) * (first * (y - T(1)) + second * (square - T(1)) + third * (square * y - T(1)));
    gradient[1] = T(2) * x * (first + T(2) * second * y + T(3) * third * square);
    return first * first + second * second + third * third;
  }
};

}  // namespace loss_playground
