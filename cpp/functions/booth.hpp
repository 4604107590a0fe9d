// SPDX-License-Identifier: MIT
#pragma once
// A tilted, stretched bowl: f = (x + 2y − 7)² + (2x + y − 5)², lowest at (1, 3).
#include "functions/surface.hpp"

namespace loss_playground {

struct Booth {
  static constexpr SurfaceDescriptor descriptor{
      {"booth", "Booth bowl", "A bowl with tilted axes and its minimum at (1, 3).",
       R"(f(x, y) = (x + 2y - 7)^2 + (2x + y - 5)^2)"},
      2,
      {0, 0},
      10,
      {-8, -6},
      1,
      {{{1, 3}}},
      0};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* at, T* gradient) const {
    const T first = at[0] + T(2) * at[1] - T(7), second = T(2) * at[0] + at[1] - T(5);
    gradient[0] = T(2) * first + T(4) * second;
    gradient[1] = T(4) * first + T(2) * second;
    return first * first + second * second;
  }
};

}  // namespace loss_playground
