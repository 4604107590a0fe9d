// SPDX-License-Identifier: MIT
#pragma once
// SAM: steps by the gradient of the worst point nearby, so that it ends where all around is low too. Asks for a second
// gradient, so a step costs twice as much.
//
//   e = rho·g / (‖g‖ + 1e-12), with `adaptive` e = rho·w²·g / (‖|w|·g‖ + 1e-12)
//   then the inner optimizer's step from w, by the gradient at w + e
//
// Both gradients are of the same batch. The norm is over all parameters together.
// Foret, Kleiner, Mobahi, Neyshabur: Sharpness-aware minimization (2021), https://arxiv.org/abs/2010.01412
// adaptive: Kwon, Kim, Park, Choi: ASAM (2021), https://arxiv.org/abs/2102.11600
#include "optimizers/inner.hpp"

namespace loss_playground {

struct Sam : InnerOptimizer {
  static constexpr Descriptor descriptor{
      "sam",
      "SAM",
      "Steps with the gradient at the worst point nearby, to end in a flat minimum. Each step costs two gradients.",
      R"(\epsilon = \rho\, \frac{g}{\lVert g \rVert},\quad w \leftarrow w - \eta\, \nabla J(w + \epsilon))",
      "Foret et al. 2021",
      "https://arxiv.org/abs/2010.01412",
      {.missing = "PyTorch has no optimizer that wraps another."}};
  static constexpr bool needs_closure = true;
  static constexpr StepSize step_size{.follows_gradient = true};

  double rho = 0.05;
  bool adaptive = false;

  Sam() : InnerOptimizer(Inner::sgd, 1e-2) {}

  void parameters(ParameterVisitor& visitor) {
    inner_parameters(visitor);
    visitor.number("rho", rho, non_negative, "Radius of the neighborhood that is searched for the worst point.");
    visitor.boolean("adaptive", adaptive, "Scales the radius with the size of each parameter.");
  }

  template <class T>
  Index state_size(const Layout& layout, const Optimizer<T>* inner_rule) const {
    return inner_rule->state_size(layout);
  }
  Index scalar_count() const { return 0; }
  Index scratch_size(const Layout& layout) const { return 2 * layout.size; }

  double work(const Layout&, double objective) const { return objective; }

  template <class T>
  void step(const Step<T>& step, const Optimizer<T>* inner_rule) const {
    const T* __restrict w = step.parameters, * __restrict g = step.gradient;
    T* __restrict away = step.scratch, *there = step.scratch + step.layout.size;
    for (Index i = 0; i < step.layout.size; ++i) away[i] = adaptive ? math::abs(w[i]) * g[i] : g[i];
    const T scale = static_cast<T>(rho / (norm(step.scratch, step.layout.size) + 1e-12));
    for (Index i = 0; i < step.layout.size; ++i) away[i] = w[i] + scale * away[i] * (adaptive ? math::abs(w[i]) : T(1));
    Step<T> of_inner = step;
    of_inner.objective = (*step.closure)(step.scratch, there);
    of_inner.gradient = there;
    of_inner.scratch += 2 * step.layout.size;
    inner_rule->step(of_inner);
  }
};

}  // namespace loss_playground
