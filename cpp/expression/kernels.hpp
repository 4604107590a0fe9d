// SPDX-License-Identifier: MIT
#pragma once
// The operations of a graph on numbers of any type N: a number, a vector of them (core/lanes.hpp), or, in a test, a
// dual number, whose own functions are found by their argument.
#include <limits>
#include <type_traits>

#include "core/error_function.hpp"
#include "expression/graph.hpp"

namespace loss_playground::expression {

/// How many arguments an elementwise operation has.
constexpr std::size_t arguments_of(Op op) {
  if (op == Op::select) return 3;
  return op >= Op::absolute || op == Op::negate ? 1 : 2;
}

/// Whether each entry of the result is made of the arguments' entries at the same place.
constexpr bool is_elementwise(Op op) { return op >= Op::add && op <= Op::cos; }

template <class N>
inline constexpr bool is_vector = std::is_same_v<N, Lanes<float>> || std::is_same_v<N, Lanes<double>>;

/// The same number in every place of N.
template <class N>
N filled(double number) {
  if constexpr (is_vector<N>) {
    return splat(static_cast<math::Number<N>>(number));
  } else {
    return static_cast<N>(number);
  }
}

/// A function of doubles, in every place of N.
template <class N, class Function>
N each_place(N x, Function function) {
  if constexpr (std::is_arithmetic_v<N>) {
    return static_cast<N>(function(static_cast<double>(x)));
  } else if constexpr (is_vector<N>) {
    for (int i = 0; i < static_cast<int>(sizeof(N) / sizeof(x[0])); ++i)
      x[i] = static_cast<math::Number<N>>(function(static_cast<double>(x[i])));
    return x;
  } else {
    return function(x);
  }
}

/// The nearest whole number of an x that is not negative; from 2²² on x itself, whose even numbers alone matter there.
template <class N>
N rounded(N x) {
  constexpr bool is_float = std::is_same_v<N, float> || std::is_same_v<N, Lanes<float>>;
  const N magic = filled<N>(is_float ? double(math::Format<float>::magic) : math::Format<double>::magic);
  return x < filled<N>(0x1p22) ? (x + magic) - magic : x;
}

/// x^p; NaN where x is below 0 and p is no whole number.
template <class N>
N power(N x, N p) {
  using math::abs, math::exp, math::log;
  const N zero = filled<N>(0), one = filled<N>(1), infinite = filled<N>(std::numeric_limits<double>::infinity());
  const N size = abs(p), half = size / filled<N>(2);
  const N magnitude = exp(p * log(abs(x)));
  const N by_parity = rounded(half) == half ? magnitude : -magnitude;
  const N below = rounded(size) == size ? by_parity : filled<N>(std::numeric_limits<double>::quiet_NaN());
  const N at_zero = p == zero ? one : (p < zero ? infinite : zero);
  return x == zero ? at_zero : (x < zero ? below : magnitude);
}

/// An elementwise operation.
template <class N>
N apply(Op op, N a, N b, N c) {
  using math::abs, math::exp, math::expm1, math::log, math::log1p, math::sigmoid, math::softplus, math::tanh;
  const N zero = filled<N>(0), one = filled<N>(1);
  switch (op) {
    case Op::add:
      return a + b;
    case Op::subtract:
      return a - b;
    case Op::multiply:
      return a * b;
    case Op::divide:
      return a / b;
    case Op::negate:
      return -a;
    case Op::power:
      return power(a, b);
    case Op::less:
      return a < b ? one : zero;
    case Op::less_equal:
      return a <= b ? one : zero;
    case Op::equal:
      return a == b ? one : zero;
    case Op::select:
      return a != zero ? b : c;
    // What is no number stays none.
    case Op::minimum:
      return a != a ? a : (b < a ? b : (b != b ? b : a));
    case Op::maximum:
      return a != a ? a : (a < b ? b : (b != b ? b : a));
    case Op::absolute:
      return abs(a);
    case Op::sign:
      return a > zero ? one : (a < zero ? -one : a);
    case Op::exp:
      return exp(a);
    case Op::log:
      return log(a);
    case Op::log1p:
      return log1p(a);
    case Op::expm1:
      return expm1(a);
    case Op::sqrt:
      return each_place(a, [](auto x) {
        using math::sqrt;
        return sqrt(x);
      });
    case Op::tanh:
      return tanh(a);
    case Op::sigmoid:
      return sigmoid(a);
    case Op::softplus:
      return softplus(a);
    case Op::relu:
      return a <= zero ? zero : a;
    case Op::erf:
      return each_place(a, [](auto x) {
        using math::erf;
        return erf(x);
      });
    case Op::sin:
      return each_place(a, [](auto x) {
        using math::sin;
        return sin(x);
      });
    case Op::cos:
      return each_place(a, [](auto x) {
        using math::cos;
        return cos(x);
      });
    default:
      return zero;
  }
}

}  // namespace loss_playground::expression
