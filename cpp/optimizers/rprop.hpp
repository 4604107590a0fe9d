// SPDX-License-Identifier: MIT
#pragma once
// Rprop: looks only at the gradient's sign, and gives each parameter a step of its own that grows while the sign stays
// and shrinks when it turns. For the whole training set at each step: the signs of small batches turn by chance.
//
//   g·p > 0: s ← s·eta_plus;  g·p < 0: s ← s·eta_minus and g ← 0;  s within [step_min, step_max]
//   w ← w − sign(g)·s;  p ← g
//
// s starts at lr; a schedule has no effect after that, as in PyTorch. After a turn the parameter rests for one step.
// Riedmiller, Braun: A direct adaptive method for faster backpropagation learning (1993),
// https://doi.org/10.1109/ICNN.1993.298623; https://pytorch.org/docs/stable/generated/torch.optim.Rprop.html
#include <algorithm>

#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct Rprop {
  static constexpr Descriptor descriptor{
      "rprop",
      "Rprop",
      "Uses only the sign of the gradient; each parameter's step grows while the sign stays the same. For full-batch "
      "training.",
      R"(s \leftarrow s\, \eta^{\pm},\quad w \leftarrow w - \operatorname{sign}(g)\, s)",
      "Riedmiller, Braun 1993",
      "https://doi.org/10.1109/ICNN.1993.298623",
      {.call = "torch.optim.Rprop({parameters}, lr={lr}, etas=({eta_minus}, {eta_plus}), "
               "step_sizes=({step_min}, {step_max}))"}};

  double lr = 1e-2;
  double eta_minus = 0.5;
  double eta_plus = 1.2;
  double step_min = 1e-6;
  double step_max = 50;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, "First step of every parameter. A schedule does not change later ones.");
    visitor.number("eta_minus", eta_minus, {0, 0.999999, true}, "Factor of the step when the gradient's sign changes.");
    visitor.number("eta_plus", eta_plus, {1.000001, unbounded}, "Factor of the step while the sign stays the same.");
    visitor.number("step_min", step_min, non_negative, "Shortest step.");
    visitor.number("step_max", step_max, positive, "Longest step.");
  }

  int slots() const { return 2; }
  double initial() const { return 0; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const T less = static_cast<T>(eta_minus), more = static_cast<T>(eta_plus);
    const T least = static_cast<T>(step_min), most = static_cast<T>(step_max);
    T* __restrict w = update.parameters, * __restrict last = update.slots[0], * __restrict step = update.slots[1];
    if (update.step == 1) std::fill_n(step, update.size, static_cast<T>(update.lr));
    for (Index i = 0; i < update.size; ++i) {
      const T turn = update.gradient[i] * last[i];
      const T factor = turn > T(0) ? more : (turn < T(0) ? less : T(1));
      step[i] = std::min(std::max(step[i] * factor, least), most);
      const T g = turn < T(0) ? T(0) : update.gradient[i];
      w[i] -= (T(g > T(0)) - T(g < T(0))) * step[i];
      last[i] = g;
    }
  }
};

}  // namespace loss_playground
