// SPDX-License-Identifier: MIT
#pragma once
// A saddle: f = x² − y². Flat in its middle, from where it falls without end in y: it has no lowest point. A start with
// y = 0 stays on the ridge; the question is how soon an optimizer leaves it.
// Dauphin et al.: Identifying and attacking the saddle point problem (2014), https://arxiv.org/abs/1406.2572
#include "functions/surface.hpp"

namespace loss_playground {

struct Saddle {
  static constexpr SurfaceDescriptor descriptor{
      {"saddle", "saddle",
       "A saddle point in the middle, and no minimum: the surface falls without end to both sides. How soon does an "
       "optimizer leave the ridge?",
       R"(f(x, y) = x^2 - y^2)", "Dauphin et al. 2014", "https://arxiv.org/abs/1406.2572"},
      2,
      {0, 0},
      2,
      {1.5, 0.001}};

  void parameters(ParameterVisitor&) {}

  template <class T>
  T operator()(const T* at, T* gradient) const {
    gradient[0] = T(2) * at[0];
    gradient[1] = T(-2) * at[1];
    return at[0] * at[0] - at[1] * at[1];
  }
};

}  // namespace loss_playground
