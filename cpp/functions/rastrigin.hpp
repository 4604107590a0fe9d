// SPDX-License-Identifier: MIT
#pragma once
// A bowl full of hollows, one around each whole number: f = 20 + x² − 10·cos 2πx + y² − 10·cos 2πy. Lowest at (0, 0);
// without noise or a long step an optimizer stays in the first hollow it meets.
// Rastrigin: Systems of extremal control (1974); https://www.sfu.ca/~ssurjano/rastr.html
#include "functions/surface.hpp"

namespace loss_playground {

struct Rastrigin {
  static constexpr SurfaceDescriptor descriptor{
      {"rastrigin", "Rastrigin's local minima",
       "A bowl full of local minima: it is easy to get stuck in one that is not the lowest.",
       R"(f(x, y) = 20 + x^2 - 10 \cos 2\pi x + y^2 - 10 \cos 2\pi y)", "Test functions: Rastrigin",
       "https://www.sfu.ca/~ssurjano/rastr.html"},
      2,
      {0, 0},
      5.12,
      {3.4, -2.6},
      1,
      {{{0, 0}}},
      0};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* at, T* gradient) const {
    T height = T(0);
    for (int i = 0; i < 2; ++i) {
      const Turn<T> turn(at[i]);
      gradient[i] = T(2) * at[i] + static_cast<T>(20 * math::pi) * turn.sin;
      height += at[i] * at[i] + T(10) * (T(1) - turn.cos);
    }
    return height;
  }
};

}  // namespace loss_playground
