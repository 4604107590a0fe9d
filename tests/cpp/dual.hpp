// SPDX-License-Identifier: MIT
#pragma once
// A number with its derivative: forward-mode differentiation through the losses' own templates. Included before them,
// since they name the functions of `math` with their namespace.
#include <limits>
#include <type_traits>

#include "core/math.hpp"

namespace loss_playground::math {

struct Dual {
  double value = 0;
  double slope = 0;

  constexpr Dual() = default;
  template <class Number>
  requires std::is_arithmetic_v<Number>
  constexpr Dual(Number number) : value(static_cast<double>(number)) {}
  constexpr Dual(double number, double derivative) : value(number), slope(derivative) {}

  template <class Number>
  requires std::is_arithmetic_v<Number>
  constexpr explicit operator Number() const { return static_cast<Number>(value); }

  friend constexpr Dual operator-(Dual a) { return {-a.value, -a.slope}; }
  friend constexpr Dual operator+(Dual a, Dual b) { return {a.value + b.value, a.slope + b.slope}; }
  friend constexpr Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.slope - b.slope}; }
  friend constexpr Dual operator*(Dual a, Dual b) { return {a.value * b.value, a.slope * b.value + a.value * b.slope}; }
  friend constexpr Dual operator/(Dual a, Dual b) {
    const double quotient = a.value / b.value;
    return {quotient, (a.slope - quotient * b.slope) / b.value};
  }
  constexpr Dual& operator+=(Dual b) { return *this = *this + b; }
  constexpr Dual& operator-=(Dual b) { return *this = *this - b; }
  constexpr Dual& operator*=(Dual b) { return *this = *this * b; }
  constexpr Dual& operator/=(Dual b) { return *this = *this / b; }
  friend constexpr bool operator==(Dual a, Dual b) { return a.value == b.value; }
  friend constexpr auto operator<=>(Dual a, Dual b) { return a.value <=> b.value; }
};

}  // namespace loss_playground::math

/// A vector of one.
template <>
struct loss_playground::LanesOf<loss_playground::math::Dual> {
  typedef math::Dual Type;
};

namespace loss_playground::math {

/// Of a vector of one.
inline Dual splat(Dual x) { return x; }
inline Dual sum_of(Dual x) { return x; }

/// f(x) with f'(x).
inline Dual chain(double value, double derivative, Dual x) { return {value, derivative * x.slope}; }

inline Dual exp(Dual x) { return chain(exp(x.value), exp(x.value), x); }
inline Dual expm1(Dual x) { return chain(expm1(x.value), exp(x.value), x); }
inline Dual log(Dual x) { return chain(log(x.value), 1 / x.value, x); }
inline Dual log1p(Dual x) { return chain(log1p(x.value), 1 / (1 + x.value), x); }
inline Dual sqrt(Dual x) { return chain(sqrt(x.value), 0.5 / sqrt(x.value), x); }
inline Dual tanh(Dual x) {
  const double value = tanh(x.value);
  return chain(value, 1 - value * value, x);
}
inline Dual abs(Dual x) { return x.value < 0 ? -x : x; }
inline Dual sigmoid(Dual x) { return chain(sigmoid(x.value), sigmoid(x.value) * sigmoid(-x.value), x); }
inline Dual softplus(Dual x) { return chain(softplus(x.value), sigmoid(x.value), x); }
inline Dual pow(Dual x, Dual p) {
  return chain(pow(x.value, p.value), x.value == 0 ? 0 : p.value * pow(x.value, p.value - 1), x);
}
inline bool is_finite(Dual x) { return is_finite(x.value); }

}  // namespace loss_playground::math

template <>
struct std::numeric_limits<loss_playground::math::Dual> : std::numeric_limits<double> {};
