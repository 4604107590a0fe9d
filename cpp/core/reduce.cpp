// SPDX-License-Identifier: MIT
#include "core/reduce.hpp"

#include "core/lanes.hpp"

// Several sums run side by side: a single one would wait for each addition in turn.

namespace loss_playground {

namespace {

typedef double Pair __attribute__((vector_size(16)));

inline Pair low_half(Lanes<float> x) { return Pair{static_cast<double>(x[0]), static_cast<double>(x[1])}; }
inline Pair high_half(Lanes<float> x) { return Pair{static_cast<double>(x[2]), static_cast<double>(x[3])}; }

}  // namespace

double sum_of_squares(const float* x, Index n) {
  Pair sums[4] = {};
  Index i = 0;
  for (; i + 8 <= n; i += 8)
    for (Index k = 0; k < 2; ++k) {
      const Lanes<float> part = load(x + i + 4 * k);
      const Pair low = low_half(part), high = high_half(part);
      sums[2 * k] += low * low;
      sums[2 * k + 1] += high * high;
    }
  double rest = 0;
  for (; i < n; ++i) rest += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  return sum_of((sums[0] + sums[1]) + (sums[2] + sums[3])) + rest;
}

double sum_of_squares(const double* x, Index n) {
  Pair sums[4] = {};
  Index i = 0;
  for (; i + 8 <= n; i += 8)
    for (Index k = 0; k < 4; ++k) {
      const Pair part = load(x + i + 2 * k);
      sums[k] += part * part;
    }
  double rest = 0;
  for (; i < n; ++i) rest += x[i] * x[i];
  return sum_of((sums[0] + sums[1]) + (sums[2] + sums[3])) + rest;
}

template <class T>
bool all_finite(const T* x, Index n) {
  // x − x is 0 unless x is infinite or NaN, which then stays in the sum.
  constexpr Index lanes = lane_count<T>;
  Lanes<T> sums[4] = {};
  Index i = 0;
  for (; i + 4 * lanes <= n; i += 4 * lanes)
    for (Index k = 0; k < 4; ++k) {
      const Lanes<T> part = load(x + i + k * lanes);
      sums[k] += part - part;
    }
  T sum = sum_of((sums[0] + sums[1]) + (sums[2] + sums[3]));
  for (; i < n; ++i) sum += x[i] - x[i];
  return sum == T(0);
}

template <class T>
void copy_numbers(const T* from, T* to, Index n) {
  constexpr Index lanes = lane_count<T>;
  Index i = 0;
  for (; i + lanes <= n; i += lanes) store(to + i, load(from + i));
  for (; i < n; ++i) to[i] = from[i];
}

template bool all_finite(const float*, Index);
template bool all_finite(const double*, Index);
template void copy_numbers(const float*, float*, Index);
template void copy_numbers(const double*, double*, Index);

}  // namespace loss_playground
