// SPDX-License-Identifier: MIT
#pragma once
// L-BFGS: learns the objective's curvature from its last gradients and jumps like Newton's method. For whole training
// sets and smooth objectives; the noise of small batches misleads it.
//
//   one step is up to max_iter iterations on the same batch:
//   y = g − g₋₁, s = t·d; kept if y·s > 1e-10, the last history_size of them
//   d = −H·g by the two-loop recursion, H₀ = (y·s / y·y)·I;  w ← w + t·d
//   t is lr (the very first time lr·min(1, 1 / ‖g‖₁)), or found from there by strong_wolfe.hpp
//
// It ends early where max|g| ≤ tolerance_grad, g·d > −tolerance_change, max|t·d| ≤ tolerance_change, the objective
// changes by less than tolerance_change, or after max_eval evaluations (0: 1.25·max_iter).
// Liu, Nocedal: On the limited memory BFGS method (1989), https://doi.org/10.1007/BF01589116
// https://pytorch.org/docs/stable/generated/torch.optim.LBFGS.html
#include "optimizers/lbfgs_progress.hpp"

namespace loss_playground {

struct Lbfgs {
  static constexpr Descriptor descriptor{
      "lbfgs",
      "L-BFGS",
      "Quasi-Newton method: estimates the curvature from its last gradients. For full-batch training; one step takes "
      "many evaluations.",
      R"(w \leftarrow w - t\, H_k\, g,\quad H_k \approx (\nabla^2 J)^{-1} \text{ from } (s_i, y_i))",
      "Liu, Nocedal 1989",
      "https://doi.org/10.1007/BF01589116",
      {.call = "torch.optim.LBFGS({parameters}, lr={lr}, max_iter={max_iter}, "
               "max_eval={max_eval|0=None}, tolerance_grad={tolerance_grad}, "
               "tolerance_change={tolerance_change}, history_size={history_size}, "
               "line_search_fn={line_search_fn|none=None})"}};
  static constexpr bool needs_closure = true;

  enum class LineSearch { none, strong_wolfe };

  double lr = 1;
  int max_iter = 20;
  int max_eval = 0;
  double tolerance_grad = 1e-7;
  double tolerance_change = 1e-9;
  int history_size = 100;
  LineSearch line_search_fn = LineSearch::none;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, "Step length, or with a line search the length that is tried first.");
    visitor.integer("max_iter", max_iter, {1, 1e6, false, Scale::log}, "Largest number of iterations per step.");
    visitor.integer("max_eval", max_eval, {0, 1e6, false, Scale::log},
                    "Largest number of evaluations per step; 0 means 1.25 × max_iter.");
    visitor.number("tolerance_grad", tolerance_grad, non_negative,
                   "Ends the step when no gradient entry is larger than this.");
    visitor.number("tolerance_change", tolerance_change, non_negative,
                   "Ends the step when the objective or the parameters change by less than this.");
    visitor.integer("history_size", history_size, {1, 1000, false, Scale::log}, "How many past updates are kept.");
    visitor.choice("line_search_fn", line_search_fn, {"none", "strong_wolfe"},
                   "Line search; with strong_wolfe the objective never rises.");
  }

  /// The last direction and gradient, then the remembered changes of parameters and of gradients.
  template <class T>
  Index state_size(const Layout& layout, const Optimizer<T>*) const {
    return saturated((2 + 2 * std::int64_t{history_size}) * layout.size);
  }
  Index scalar_count() const { return 5 + history_size; }
  Index scratch_size(const Layout& layout) const { return 5 * layout.size + history_size; }

  double work(const Layout& layout, double objective) const {
    const int most = max_eval > 0 ? max_eval : max_iter * 5 / 4;
    const double recursion = (10.0 * history_size + 30) * static_cast<double>(layout.size);
    return std::max(most - 1, max_iter) * objective + max_iter * recursion;
  }

  template <class T>
  void step(const Step<T>& step, const Optimizer<T>*) const {
    LbfgsProgress<T> now{history_size, tolerance_change, step};
    std::copy_n(step.gradient, now.n, now.gradient);
    if (largest_of(now.gradient, now.n) <= tolerance_grad) return;
    const int most = max_eval > 0 ? max_eval : max_iter * 5 / 4;
    int evaluations = 1;
    for (int iteration = 1;; ++iteration) {
      now.aim();
      const double slope = dot(now.gradient, now.direction, now.n), value = now.value;
      // No further iteration would come back to numbers. The jump is taken as in PyTorch, so that the step is seen to
      // fail.
      if (slope != slope) {
        now.jump(false);
        return;
      }
      if (slope > -tolerance_change) return;
      evaluations += line_search_fn == LineSearch::strong_wolfe ? now.search(slope) : now.jump(iteration < max_iter);
      if (iteration == max_iter || evaluations >= most || largest_of(now.gradient, now.n) <= tolerance_grad) return;
      if (largest_of(now.direction, now.n) * math::abs(now.length) <= tolerance_change) return;
      if (math::abs(now.value - value) < tolerance_change) return;
    }
  }
};

}  // namespace loss_playground
