// SPDX-License-Identifier: MIT
#pragma once
// Vectors of 16 bytes: four floats or two doubles, which both SSE and WebAssembly have. Compilers turn their arithmetic
// into one instruction each, so the bits are the same natively and in WebAssembly.
#include <cstddef>
#include <cstring>

namespace loss_playground {

template <class T>
struct LanesOf {
  typedef T Type __attribute__((vector_size(16)));
};
template <class T>
using Lanes = typename LanesOf<T>::Type;

/// Numbers in a vector.
template <class T>
inline constexpr std::ptrdiff_t lane_count = 16 / static_cast<std::ptrdiff_t>(sizeof(T));

template <class T>
Lanes<T> load(const T* from) {
  Lanes<T> lanes;
  std::memcpy(&lanes, from, sizeof(lanes));
  return lanes;
}
template <class T>
void store(T* to, Lanes<T> lanes) {
  std::memcpy(to, &lanes, sizeof(lanes));
}
/// The same number in every lane.
inline Lanes<float> splat(float x) { return Lanes<float>{x, x, x, x}; }
inline Lanes<double> splat(double x) { return Lanes<double>{x, x}; }

/// to[i] = function(from[i]) for n numbers, a vector at a time; from and to may be the same.
template <class T, class Function>
void for_each_lane(const T* from, T* to, std::ptrdiff_t n, Function function) {
  std::ptrdiff_t i = 0;
  for (; i + lane_count<T> <= n; i += lane_count<T>) store(to + i, function(load(from + i)));
  if (i == n) return;
  // The last few go through the same instructions, so that their bits do not depend on where they stand.
  T rest[lane_count<T>] = {};
  const std::size_t bytes = static_cast<std::size_t>(n - i) * sizeof(T);
  std::memcpy(rest, from + i, bytes);
  store(rest, function(load(rest)));
  std::memcpy(to + i, rest, bytes);
}

/// The sums of lane_count<T> vectors, one in each lane.
inline Lanes<float> sums_of(const Lanes<float>* v) {
  const auto fold = [](Lanes<float> a, Lanes<float> b) {
    return __builtin_shufflevector(a, b, 0, 4, 1, 5) + __builtin_shufflevector(a, b, 2, 6, 3, 7);
  };
  const Lanes<float> first = fold(v[0], v[1]), second = fold(v[2], v[3]);
  return __builtin_shufflevector(first, second, 0, 1, 4, 5) + __builtin_shufflevector(first, second, 2, 3, 6, 7);
}
inline Lanes<double> sums_of(const Lanes<double>* v) {
  return __builtin_shufflevector(v[0], v[1], 0, 2) + __builtin_shufflevector(v[0], v[1], 1, 3);
}
inline float sum_of(Lanes<float> v) { return (v[0] + v[2]) + (v[1] + v[3]); }
inline double sum_of(Lanes<double> v) { return v[0] + v[1]; }

}  // namespace loss_playground
