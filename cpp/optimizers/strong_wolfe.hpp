// SPDX-License-Identifier: MIT
#pragma once
// How far to go along a direction: a step that lowers the objective enough and leaves little of its slope (the strong
// Wolfe conditions).
//
//   φ(t) ≤ φ(0) + 1e-4·t·φ'(0) and |φ'(t)| ≤ 0.9·|φ'(0)|
//
// First the step grows until it must have passed such a point, then the interval shrinks; both guess by the cubic that
// fits two values and slopes. After 25 further evaluations the better end is taken. The choices are those of
// torch.optim.LBFGS, which follows Torch7's lswolfe.
// Nocedal, Wright: Numerical optimization (2006), algorithms 3.5 and 3.6, https://doi.org/10.1007/978-0-387-40065-5
#include <algorithm>
#include <array>

#include "core/math.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

/// A point on the line: where, how high, how steep along the line, and where its gradient stands.
template <class T>
struct Trial {
  double at, value, slope;
  T* gradient;
};

/// `Evaluate` makes the trial at a distance and writes its gradient where it is told.
template <class T, class Evaluate>
class StrongWolfe {
 public:
  /// The buffers hold gradients; one of them holds the start's. `size` is the direction's largest component: an
  /// interval in which no component changes by `tolerance` is not searched further.
  StrongWolfe(Evaluate evaluate, const std::array<T*, 4>& buffers, Trial<T> start, double size, double tolerance)
      : evaluate_(evaluate), buffers_(buffers), start_(start), size_(size), tolerance_(tolerance) {}

  Trial<T> search(double first) {
    Trial<T> before = start_, now = at(first, before);
    for (; tries_ < most_tries; ++tries_) {
      if (too_high(now) || (tries_ > 1 && now.value >= before.value)) return zoom(before, now);
      if (flat_enough(now)) return now;
      if (now.slope >= 0) return zoom(before, now);
      const double next = cubic_minimum(before, now, now.at + 0.01 * (now.at - before.at), now.at * 10);
      before = now;
      now = at(next, before);
    }
    return zoom(start_, now);
  }

  int evaluations() const { return evaluations_; }

 private:
  static constexpr int most_tries = 25;

  bool too_high(const Trial<T>& trial) const { return trial.value > start_.value + 1e-4 * trial.at * start_.slope; }
  bool flat_enough(const Trial<T>& trial) const { return math::abs(trial.slope) <= -0.9 * start_.slope; }

  /// Evaluates into a buffer that neither the start nor the trials to keep stand in.
  Trial<T> at(double distance, const Trial<T>& kept, const Trial<T>* also_kept = nullptr) {
    ++evaluations_;
    for (T* buffer : buffers_)
      if (buffer != start_.gradient && buffer != kept.gradient && !(also_kept && buffer == also_kept->gradient))
        return evaluate_(distance, buffer);
    return kept;
  }

  Trial<T> zoom(const Trial<T>& first, const Trial<T>& second) {
    std::array<Trial<T>, 2> ends{first, second};
    std::size_t low = ends[0].value <= ends[1].value ? 0 : 1;
    bool was_near_an_end = false;
    for (; tries_ < most_tries; ++tries_) {
      const auto [from, to] = std::minmax(ends[0].at, ends[1].at);
      if ((to - from) * size_ < tolerance_) break;
      const double guess = cubic_minimum(ends[0], ends[1], from, to);
      const Trial<T> trial = at(inside(guess, from, to, was_near_an_end), ends[0], &ends[1]);
      Trial<T>&lowest = ends[low], &other = ends[1 - low];
      if (too_high(trial) || trial.value >= lowest.value) {
        other = trial;
        low = ends[0].value <= ends[1].value ? 0 : 1;
        continue;
      }
      if (flat_enough(trial)) return trial;
      if ((trial.slope > 0) == (other.at > lowest.at)) other = lowest;
      lowest = trial;
    }
    return ends[low];
  }

  /// The guess, or a point a tenth from the end that it is near to, if it touches it or was near an end before.
  static double inside(double guess, double from, double to, bool& was_near_an_end) {
    const double margin = 0.1 * (to - from);
    const bool is_near = std::min(to - guess, guess - from) < margin;
    const bool moved = is_near && (was_near_an_end || guess >= to || guess <= from);
    was_near_an_end = is_near && !moved;
    if (!moved) return guess;
    return math::abs(guess - to) < math::abs(guess - from) ? to - margin : from + margin;
  }

  /// Lowest point of the cubic through two trials, within bounds; their middle if the cubic has none.
  static double cubic_minimum(const Trial<T>& a, const Trial<T>& b, double from, double to) {
    const Trial<T>&left = a.at <= b.at ? a : b, &right = a.at <= b.at ? b : a;
    const double mean = a.slope + b.slope - 3 * (a.value - b.value) / (a.at - b.at);
    const double square = mean * mean - a.slope * b.slope;
    if (!(square >= 0)) return (from + to) / 2;
    const double root = math::sqrt(square);
    const double part = (right.slope + root - mean) / (right.slope - left.slope + 2 * root);
    return std::min(std::max(right.at - (right.at - left.at) * part, from), to);
  }

  Evaluate evaluate_;
  std::array<T*, 4> buffers_;
  Trial<T> start_;
  double size_, tolerance_;
  int tries_ = 0, evaluations_ = 0;
};

}  // namespace loss_playground
