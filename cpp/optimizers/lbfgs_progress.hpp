// SPDX-License-Identifier: MIT
#pragma once
// The parts of an L-BFGS iteration: what is remembered, the direction from it, and the jump. The rule that puts them
// together, and where it comes from, is in lbfgs.hpp.
#include <algorithm>

#include "optimizers/optimizer.hpp"
#include "optimizers/strong_wolfe.hpp"

namespace loss_playground {

/// Size of the largest component.
template <class T>
double largest_of(const T* numbers, Index size) {
  T most = T(0);
  for (Index i = 0; i < size; ++i) most = std::max(most, math::abs(numbers[i]));
  return static_cast<double>(most);
}

/// Where a step stands, seen in the arrays that last and those that do not.
template <class T>
struct LbfgsProgress {
  int history_size;
  double tolerance_change;
  const Step<T>& step;
  Index n = step.layout.size;
  T *direction = step.state, *last_gradient = direction + n;
  T *moves = last_gradient + n, *changes = moves + history_size * n;
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
  Index known() const { return within(count, history_size); }
  /// The place of the k-th change, counted from the oldest.
  Index place(Index k) const { return (within(oldest, history_size) + k) % history_size; }
  static Index within(double number, int most) { return number > 0 && number <= most ? static_cast<Index>(number) : 0; }

  /// Takes in what the last jump has changed.
  void remember() {
    const bool full = known() == history_size;
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
    StrongWolfe<T, decltype(evaluate)> line(evaluate, buffers, {0, value, slope, gradient}, largest_of(direction, n),
                                            tolerance_change);
    const Trial<T> found = line.search(length);
    move(found.at, step.parameters);
    length = found.at;
    value = found.value;
    gradient = found.gradient;
    return line.evaluations();
  }
};

}  // namespace loss_playground
