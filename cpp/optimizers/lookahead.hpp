// SPDX-License-Identifier: MIT
#pragma once
// Lookahead: lets any optimizer run ahead for k steps, then goes part of the way after it and calls it back. Steadier
// than the inner optimizer alone, at hardly any cost.
//
//   each step: w by the inner rule;  every k steps: s ← s + alpha·(w − s), w ← s
//
// s starts at the first parameters. The inner optimizer keeps its state across calls. The slow weights s are the
// answer: cost, score and predictions are of them, as the paper's are. Zhang, Lucas, Hinton, Ba: Lookahead optimizer: k
// steps forward, 1 step back (2019), https://arxiv.org/abs/1907.08610
#include <algorithm>

#include "optimizers/inner.hpp"

namespace loss_playground {

struct Lookahead : InnerOptimizer {
  static constexpr Descriptor descriptor{
      "lookahead",
      "Lookahead",
      "Lets another optimizer run ahead for k steps, then moves part of the way there. Stabilizes it at almost no "
      "cost.",
      R"(\phi \leftarrow \phi + \alpha\, (\theta_k - \phi),\quad \theta_0 \leftarrow \phi)",
      "Zhang et al. 2019",
      "https://arxiv.org/abs/1907.08610",
      {.missing = "PyTorch has no optimizer that wraps another."}};
  static constexpr bool needs_closure = false;

  int k = 5;
  double alpha = 0.5;

  Lookahead() : InnerOptimizer(Inner::adam, 1e-3) {}

  void parameters(ParameterVisitor& visitor) {
    inner_parameters(visitor);
    visitor.integer("k", k, {1, 1e6, false, Scale::log}, "Number of steps the inner optimizer runs ahead.");
    visitor.number("alpha", alpha, {0, 1, true}, "Fraction of the way that is taken.");
  }

  template <class T>
  Index state_size(const Layout& layout, const Optimizer<T>* inner_rule) const {
    return layout.size + inner_rule->state_size(layout);
  }
  Index scalar_count() const { return 0; }
  Index scratch_size(const Layout&) const { return 0; }

  template <class T>
  void step(const Step<T>& step, const Optimizer<T>* inner_rule) const {
    if (step.number == 1) adopt(step);
    Step<T> of_inner = step;
    of_inner.state += step.layout.size;
    inner_rule->step(of_inner);
    if (step.number % k != 0) return;
    const T share = static_cast<T>(alpha);
    T* __restrict w = step.parameters, * __restrict slow = step.state;
    for (Index i = 0; i < step.layout.size; ++i) w[i] = slow[i] += share * (w[i] - slow[i]);
  }

  template <class T>
  void average(const Step<T>& step, T* to) const {
    std::copy_n(step.state, step.layout.size, to);
  }
  template <class T>
  void adopt(const Step<T>& step) const {
    std::copy_n(step.parameters, step.layout.size, step.state);
  }
};

}  // namespace loss_playground
