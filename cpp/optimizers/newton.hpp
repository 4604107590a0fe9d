// SPDX-License-Identifier: MIT
#pragma once
// Newton's method: jumps to the lowest point of the parabola that touches the objective here. For surfaces, and for
// models of some hundred parameters on whole training sets: a step costs 2n gradients and n³ operations.
//
//   H from central differences of the gradient, step h = 2⁻¹⁷·max(1, |w_i|) (float: 2⁻⁸), made symmetric
//   H·p = −g with damping·I added to H, and more while H is not positive definite (Cholesky); w ← w + s·p
//   s is lr, halved until J(w + s·p) ≤ J(w) + 1e-4·s·g·p; after 40 halvings nothing moves
//
// Where no such addition is found, as when a curvature is not a finite number, p is −g: the direction for a large one.
// With `backtracking` off s is lr. Differences are good to about 1e-10 in double and 1e-5 in float precision.
// Nocedal, Wright: Numerical optimization (2006), sections 3.1 and 3.4, https://doi.org/10.1007/978-0-387-40065-5
#include <algorithm>
#include <limits>

#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct Newton {
  static constexpr Descriptor descriptor{"newton",
                                         "Newton's method",
                                         "Jumps to the minimum of the quadratic approximation. For surfaces and very "
                                         "small models, since it needs the full Hessian.",
                                         R"(w \leftarrow w - \eta\, (H + \tau I)^{-1} g)",
                                         "Nocedal, Wright 2006",
                                         "https://doi.org/10.1007/978-0-387-40065-5",
                                         {.missing = "PyTorch has no Newton's method."}};
  static constexpr bool needs_closure = true;

  double lr = 1;
  double damping = 0;
  bool backtracking = true;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, "Fraction of the step that is tried first; 1 is the full Newton step.");
    visitor.number("damping", damping, non_negative,
                   "Added to every curvature: shortens steps where the objective is flat.");
    visitor.boolean("backtracking", backtracking, "Halves the step until the objective decreases.");
  }

  template <class T>
  Index state_size(const Layout&, const Optimizer<T>*) const {
    return 0;
  }
  Index scalar_count() const { return 0; }
  Index scratch_size(const Layout& layout) const { return saturated(std::int64_t{layout.size} * (layout.size + 4)); }

  /// Two gradients a parameter for the second derivatives, then the factor, whose columns lie apart in memory.
  double work(const Layout& layout, double objective) const {
    const auto n = static_cast<double>(layout.size);
    return 2 * n * objective + 6 * n * n * n;
  }

  template <class T>
  void step(const Step<T>& step, const Optimizer<T>*) const {
    const Index n = step.layout.size;
    T *matrix = step.scratch, *jump = matrix + n * n, *trial = jump + n;
    measure(step, matrix, trial);
    solve(step.gradient, matrix, n, jump, trial);
    const double slope = dot(step.gradient, jump, n);
    double share = step.lr;
    for (int halvings = 0; halvings < 40; ++halvings, share /= 2) {
      for (Index i = 0; i < n; ++i) trial[i] = step.parameters[i] + static_cast<T>(share) * jump[i];
      if (!backtracking || (*step.closure)(trial, trial + n) <= step.objective + 1e-4 * share * slope) {
        std::copy_n(trial, n, step.parameters);
        return;
      }
    }
  }

 private:
  /// From a thousandth of the mean curvature these reach far beyond the largest one, which makes H positive definite.
  static constexpr int most_doublings = 100;

  /// Second derivatives from differences of gradients; the work space holds a point and two gradients.
  template <class T>
  static void measure(const Step<T>& step, T* matrix, T* trial) {
    const Index n = step.layout.size;
    T *above = trial + n, *below = above + n;
    constexpr double reach = sizeof(T) == 8 ? 0x1p-17 : 0x1p-8;
    std::copy_n(step.parameters, n, trial);
    for (Index i = 0; i < n; ++i) {
      const T at = trial[i], h = static_cast<T>(reach) * std::max(T(1), math::abs(at));
      trial[i] = at + h;
      const T up = trial[i];
      (*step.closure)(trial, above);
      trial[i] = at - h;
      const T width = up - trial[i];
      (*step.closure)(trial, below);
      trial[i] = at;
      for (Index j = 0; j < n; ++j) matrix[i * n + j] = (above[j] - below[j]) / width;
    }
    for (Index i = 0; i < n; ++i)
      for (Index j = 0; j < i; ++j) matrix[j * n + i] = (matrix[i * n + j] + matrix[j * n + i]) / 2;
  }

  /// Writes the jump −(H + τI)⁻¹·g with the least τ tried for which there is a Cholesky factor. The upper half of the
  /// matrix holds H; its lower half and `diagonal` take the factor.
  template <class T>
  void solve(const T* gradient, T* matrix, Index n, T* jump, T* diagonal) const {
    double lowest = std::numeric_limits<double>::infinity();
    for (Index i = 0; i < n; ++i) lowest = std::min(lowest, static_cast<double>(matrix[i * n + i]));
    const double unit = std::max(1e-3 * norm(matrix, n * n) / static_cast<double>(n), 1e-10);
    double added = damping + (lowest > 0 ? 0 : unit - lowest);
    const auto factors = [&] {
      return math::is_finite(static_cast<T>(added)) && factor(matrix, n, static_cast<T>(added), diagonal);
    };
    bool found = factors();
    for (int doublings = 0; !found && doublings < most_doublings; ++doublings) {
      added = std::max(2 * added, unit);
      found = factors();
    }
    if (!found) {
      for (Index i = 0; i < n; ++i) jump[i] = -gradient[i];
      return;
    }
    for (Index i = 0; i < n; ++i) jump[i] = (-gradient[i] - static_cast<T>(dot(matrix + i * n, jump, i))) / diagonal[i];
    for (Index i = n; i-- > 0;) {
      jump[i] /= diagonal[i];
      for (Index j = 0; j < i; ++j) jump[j] -= matrix[i * n + j] * jump[i];
    }
  }

  /// Cholesky's factor of H + τI; false if there is none.
  template <class T>
  static bool factor(T* matrix, Index n, T added, T* diagonal) {
    for (Index i = 0; i < n; ++i) {
      T* row = matrix + i * n;
      for (Index j = 0; j < i; ++j)
        row[j] = (matrix[j * n + i] - static_cast<T>(dot(row, matrix + j * n, j))) / diagonal[j];
      const T rest = row[i] + added - static_cast<T>(dot(row, row, i));
      if (!(rest > T(0))) return false;
      diagonal[i] = math::sqrt(rest);
    }
    return true;
  }
};

}  // namespace loss_playground
