// SPDX-License-Identifier: MIT
#pragma once
// Four hollows, one of them deepest: f = ½ (x⁴ − 16x² + 5x + y⁴ − 16y² + 5y). Lowest at (−2.9035…, −2.9035…).
// Styblinski, Tang: Experiments in nonconvex optimization (1990), https://doi.org/10.1016/0893-6080(90)90029-K
#include "functions/surface.hpp"

namespace loss_playground {

struct StyblinskiTang {
  static constexpr SurfaceDescriptor descriptor{
      {"styblinski_tang", "Styblinski–Tang minima", "Four local minima, one of which is the global minimum.",
       R"(f(x, y) = \tfrac12 (x^4 - 16 x^2 + 5 x + y^4 - 16 y^2 + 5 y))", "Styblinski, Tang 1990",
       "https://doi.org/10.1016/0893-6080(90)90029-K"},
      2,
      {0, 0},
      5,
      {0.5, 4},
      1,
      {{{-2.9035340277711770951, -2.9035340277711770951}}},
      -78.332331407542822};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* at, T* gradient) const {
    T height = T(0);
    for (int i = 0; i < 2; ++i) {
      const T x = at[i], square = x * x;
      gradient[i] = T(0.5) * (T(4) * square * x - T(32) * x + T(5));
      height += T(0.5) * (square * square - T(16) * square + T(5) * x);
    }
    return height;
  }
};

}  // namespace loss_playground
