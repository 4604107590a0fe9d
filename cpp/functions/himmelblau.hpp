// SPDX-License-Identifier: MIT
#pragma once
// Four equal hollows: f = (x² + y − 11)² + (x + y² − 7)². Which one is found depends on the start and the optimizer.
// Himmelblau: Applied nonlinear programming (1972); https://en.wikipedia.org/wiki/Himmelblau%27s_function
#include "functions/surface.hpp"

namespace loss_playground {

struct Himmelblau {
  static constexpr SurfaceDescriptor descriptor{
      {"himmelblau", "Himmelblau's four minima", "Four minima of equal depth: the start decides which one is found.",
       R"(f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2)", "Himmelblau 1972",
       "https://en.wikipedia.org/wiki/Himmelblau%27s_function"},
      2,
      {0, 0},
      5,
      {-0.5, -1},
      4,
      {{{3, 2},
        {-2.8051180869527448531, 3.1313125182505729658},
        {-3.7793102533777468919, -3.2831859912861696147},
        {3.5844283403304917449, -1.8481265269644035535}}},
      0};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* at, T* gradient) const {
    const T first = at[0] * at[0] + at[1] - T(11), second = at[0] + at[1] * at[1] - T(7);
    gradient[0] = T(4) * at[0] * first + T(2) * second;
    gradient[1] = T(2) * first + T(4) * at[1] * second;
    return first * first + second * second;
  }
};

}  // namespace loss_playground
