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
#include <algorithm>

#include "optimizers/optimizer.hpp"
#include "optimizers/strong_wolfe.hpp"

namespace loss_playground {

struct Lbfgs {
  static constexpr Descriptor descriptor{
      "lbfgs",
      "L-BFGS",
      "Learns the curvature from its last gradients and jumps. For whole training sets; one step is many evaluations.",
      R"(w \leftarrow w - t\, H_k\, g,\quad H_k \approx (\nabla^2 J)^{-1} \text{ from } (s_i, y_i))",
      "Liu, Nocedal 1989",
      "https://doi.org/10.1007/BF01589116"};
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
    visitor.number("lr", lr, positive, "Length of a jump, or with a line search the length that is tried first.");
    visitor.integer("max_iter", max_iter, {1, 1e6, false, Scale::log}, "Most iterations a step.");
    visitor.integer("max_eval", max_eval, {0, 1e6, false, Scale::log},
                    "Most evaluations a step; 0 takes a quarter more than max_iter.");
    visitor.number("tolerance_grad", tolerance_grad, non_negative,
                   "Ends a step where no gradient component is larger.");
    visitor.number("tolerance_change", tolerance_change, non_negative,
                   "Ends a step where objective or parameters change by less.");
    visitor.integer("history_size", history_size, {1, 1000, false, Scale::log},
                    "How many past changes are remembered.");
    visitor.choice("line_search_fn", line_search_fn, {"none", "strong_wolfe"},
                   "How the length of a jump is found; strong_wolfe never goes up.");
  }

  /// The last direction and gradient, then the remembered changes of parameters and of gradients.
  template <class T>
  Index state_size(const Layout& layout, const Optimizer<T>*) const {
    return (2 + 2 * Index{history_size}) * layout.size;
  }
  Index scalar_count() const { return 5 + history_size; }
  Index scratch_size(const Layout& layout) const { return 5 * layout.size + history_size; }

  template <class T>
  void step(const Step<T>& step, const Optimizer<T>*) const {
    Progress<T> now{*this, step};
    std::copy_n(step.gradient, now.n, now.gradient);
    if (largest(now.gradient, now.n) <= tolerance_grad) return;
    const int most = max_eval > 0 ? max_eval : max_iter * 5 / 4;
    int evaluations = 1;
    for (int iteration = 1;; ++iteration) {
      now.aim();
      const double slope = dot(now.gradient, now.direction, now.n), value = now.value;
      if (slope > -tolerance_change) return;
      evaluations += line_search_fn == LineSearch::strong_wolfe ? now.search(slope) : now.jump(iteration < max_iter);
      if (iteration == max_iter || evaluations >= most || largest(now.gradient, now.n) <= tolerance_grad) return;
      if (largest(now.direction, now.n) * math::abs(now.length) <= tolerance_change) return;
      if (math::abs(now.value - value) < tolerance_change) return;
    }
  }

 private:
  template <class T>
  static double largest(const T* numbers, Index size) {
    T most = T(0);
    for (Index i = 0; i < size; ++i) most = std::max(most, math::abs(numbers[i]));
    return static_cast<double>(most);
  }

  /// Where a step stands, seen in the arrays that last and those that do not.
  template <class T>
  struct Progress {
    const Lbfgs& rule;
    const Step<T>& step;
    Index n = step.layout.size;
    T *direction = step.state, *last_gradient = direction + n;
    T *moves = last_gradient + n, *changes = moves + rule.history_size * n;
    double &iterations = step.scalars[0], &length = step.scalars[1], &scale = step.scalars[2];
    double &count = step.scalars[3], &oldest = step.scalars[4], *inverse = step.scalars + 5;
    std::array<T*, 4> buffers{step.scratch, step.scratch + n, step.scratch + 2 * n, step.scratch + 3 * n};
    T *trial = step.scratch + 4 * n, *shares = trial + n;
    T* gradient = buffers[0];
    double value = step.objective;

    /// Sets direction and length of the next jump.
    void aim() {
      const bool first = iterations++ == 0;
      if (first) {
        scale = 1;
      } else {
        remember();
      }
      for (Index i = 0; i < n; ++i) direction[i] = -gradient[i];
      bend();
      std::copy_n(gradient, n, last_gradient);
      length = step.lr;
      if (!first) return;
      double sum = 0;
      for (Index i = 0; i < n; ++i) sum += static_cast<double>(math::abs(gradient[i]));
      length *= std::min(1.0, 1 / sum);
    }

    /// How many changes are known. Bytes that only look like a snapshot must not lead out of the arrays.
    Index known() const { return within(count, rule.history_size); }
    /// The place of the k-th change, counted from the oldest.
    Index place(Index k) const { return (within(oldest, rule.history_size) + k) % rule.history_size; }
    static Index within(double number, int most) {
      return number > 0 && number <= most ? static_cast<Index>(number) : 0;
    }

    /// Takes in what the last jump has changed.
    void remember() {
      const bool full = known() == rule.history_size;
      const Index at = place(full ? 0 : known());
      // The work space first: a change that is not kept must not overwrite one that is.
      T *move = buffers[gradient == buffers[1] ? 2 : 1], *change = trial;
      for (Index i = 0; i < n; ++i) {
        move[i] = static_cast<T>(length) * direction[i];
        change[i] = gradient[i] - last_gradient[i];
      }
      const double product = dot(change, move, n);
      if (!(product > 1e-10)) return;
      std::copy_n(move, n, moves + at * n);
      std::copy_n(change, n, changes + at * n);
      inverse[at] = 1 / product;
      scale = product / dot(change, change, n);
      if (full) {
        oldest = static_cast<double>(place(1));
      } else {
        count += 1;
      }
    }

    /// Multiplies the direction by the inverse curvature: the two-loop recursion.
    void bend() {
      for (Index k = known(); k-- > 0;) {
        const Index at = place(k);
        shares[k] = static_cast<T>(dot(moves + at * n, direction, n) * inverse[at]);
        for (Index i = 0; i < n; ++i) direction[i] -= shares[k] * changes[at * n + i];
      }
      for (Index i = 0; i < n; ++i) direction[i] *= static_cast<T>(scale);
      for (Index k = 0; k < known(); ++k) {
        const Index at = place(k);
        const T rest = shares[k] - static_cast<T>(dot(changes + at * n, direction, n) * inverse[at]);
        for (Index i = 0; i < n; ++i) direction[i] += rest * moves[at * n + i];
      }
    }

    void move(double distance, T* to) const {
      for (Index i = 0; i < n; ++i) to[i] = step.parameters[i] + static_cast<T>(distance) * direction[i];
    }

    /// Jumps, and evaluates there if there is more to do; the number of evaluations.
    int jump(bool goes_on) {
      move(length, step.parameters);
      if (!goes_on) return 0;
      value = (*step.closure)(step.parameters, gradient);
      return 1;
    }

    /// Jumps as far as the line search says; the number of evaluations.
    int search(double slope) {
      const auto evaluate = [&](double distance, T* to) {
        move(distance, trial);
        const double height = (*step.closure)(trial, to);
        return Trial<T>{distance, height, dot(to, direction, n), to};
      };
      StrongWolfe<T, decltype(evaluate)> line(evaluate, buffers, {0, value, slope, gradient}, largest(direction, n),
                                              rule.tolerance_change);
      const Trial<T> found = line.search(length);
      move(found.at, step.parameters);
      length = found.at;
      value = found.value;
      gradient = found.gradient;
      return line.evaluations();
    }
  };
};

}  // namespace loss_playground
