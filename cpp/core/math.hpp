// SPDX-License-Identifier: MIT
#pragma once
// Elementary functions whose bits are the same natively and in WebAssembly, where the C libraries differ in the last
// place. Each takes a number or a vector of them (core/lanes.hpp), chooses instead of branching, and is within 2 ulp of
// the exact value unless its comment says otherwise. Square roots are exact everywhere and taken from the processor.
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "core/lanes.hpp"

namespace loss_playground::math {

inline constexpr double pi = 3.141592653589793238;

template <class T>
struct Format;

/// `magic` added to a number leaves its nearest integer in the low bits: rounding without a conversion that traps.
template <>
struct Format<double> {
  using Bits = std::int64_t;
  static constexpr int mantissa = 52, bias = 1023, exp_terms = 13, log_terms = 11;
  static constexpr double magic = 0x1.8p52, ln2_high = 0x1.62e42fp-1, ln2_low = 0x1.df473de6af279p-26;
  static constexpr double exp_least = -746, exp_most = 710, tanh_most = 22;
};
template <>
struct Format<float> {
  using Bits = std::int32_t;
  static constexpr int mantissa = 23, bias = 127, exp_terms = 7, log_terms = 5;
  static constexpr float magic = 0x1.8p23f, ln2_high = 0x1.62e4p-1f, ln2_low = 1.4286068203094173e-06f;
  static constexpr float exp_least = -104, exp_most = 89, tanh_most = 10;
};

/// The number type of N, which is a number or a vector of them.
template <class N>
struct NumberOf {
  using Type = N;
  using Bits = typename Format<N>::Bits;
};
template <>
struct NumberOf<Lanes<float>> {
  using Type = float;
  using Bits = Lanes<std::int32_t>;
};
template <>
struct NumberOf<Lanes<double>> {
  using Type = double;
  using Bits = Lanes<std::int64_t>;
};
template <class N>
using Number = typename NumberOf<N>::Type;
template <class N>
using Bits = typename NumberOf<N>::Bits;

/// The same number in every place of N.
template <class N>
N constant(Number<N> x) {
  return N{} + x;
}
template <class N>
[[gnu::always_inline]] inline Bits<N> to_bits(N x) {
  return __builtin_bit_cast(Bits<N>, x);
}
template <class N>
[[gnu::always_inline]] inline N from_bits(Bits<N> bits) {
  return __builtin_bit_cast(N, bits);
}

/// Whole numbers as numbers.
template <class N>
N to_number(Bits<N> whole) {
  if constexpr (std::is_arithmetic_v<N>) {
    return static_cast<N>(whole);
  } else {
    return __builtin_convertvector(whole, N);
  }
}

/// 2^k for a k whose power is a normal number.
template <class N>
N power_of_two(Bits<N> k) {
  using F = Format<Number<N>>;
  return from_bits<N>((k + F::bias) << F::mantissa);
}

[[gnu::always_inline]] inline float sqrt(float x) { return __builtin_sqrtf(x); }
[[gnu::always_inline]] inline double sqrt(double x) { return __builtin_sqrt(x); }
/// The bit of a number that is its sign, in every place of N.
template <class N>
[[gnu::always_inline]] inline Bits<N> sign_bit() {
  return to_bits(-N{});
}
template <class N>
[[gnu::always_inline]] inline N abs(N x) {
  return from_bits<N>(to_bits(x) & ~sign_bit<N>());
}
template <class T>
bool is_finite(T x) {
  return x - x == T(0);
}

namespace detail {

/// x as k·ln 2 + rest with |rest| ≤ ln 2 / 2; the rest in two parts, since its low part still counts.
template <class N>
struct Reduced {
  Bits<N> k;
  N rest, tail;
};

template <class N>
Reduced<N> reduce_by_ln2(N x) {
  using T = Number<N>;
  using F = Format<T>;
  const N shifted = x * T(1.4426950408889634) + F::magic;
  const N k = shifted - F::magic;
  const N high = x - k * F::ln2_high, low = k * F::ln2_low;
  const N rest = high - low;
  return {to_bits(shifted) - to_bits(F::magic), rest, (high - rest) - low};
}

/// 1 / n!, computed by the compiler; a plain array, since a call for each entry would cost more than its use.
template <class T>
struct InverseFactorials {
  T of[Format<T>::exp_terms + 1];

  constexpr InverseFactorials() : of{} {
    T factorial = T(1);
    for (int n = 0; n <= Format<T>::exp_terms; ++n) {
      if (n > 1) factorial *= T(n);
      of[n] = T(1) / factorial;
    }
  }
};
template <class T>
inline constexpr InverseFactorials<T> inverse_factorials;

/// e^r − 1 for |r| ≤ 0.35: the Taylor series, whose next term is below half an ulp.
template <class N>
N expm1_series(N r, N tail) {
  using T = Number<N>;
  N sum = N{};
  for (int n = Format<T>::exp_terms; n >= 2; --n) sum = sum * r + inverse_factorials<T>.of[n];
  return r + (r * r * sum + tail);
}

/// ln(1 + f) for f in [√½ − 1, √2 − 1], as 2·artanh(f / (2 + f)) arranged so that f itself is added last.
template <class N>
N log1p_series(N f, N correction) {
  using T = Number<N>;
  const N s = f / (f + T(2)), square = s * s, half = f * f * T(0.5);
  N sum = N{};
  for (int n = Format<T>::log_terms; n >= 1; --n) sum = sum * square + T(2) / T(2 * n + 1);
  return f - (half - (s * (half + square * sum) + correction));
}

/// x within the range that the exponential of a number can have.
template <class N>
N clamp_exponent(N x) {
  using F = Format<Number<N>>;
  const N least = constant<N>(F::exp_least), most = constant<N>(F::exp_most);
  const N above = x < least ? least : x;
  return above > most ? most : above;
}

}  // namespace detail

template <class N>
N exp(N x) {
  const auto [k, rest, tail] = detail::reduce_by_ln2(detail::clamp_exponent(x));
  const N value = detail::expm1_series(rest, tail) + Number<N>(1);
  // Two factors, since 2^k itself may be no normal number.
  const auto half = k >> 1;
  return value * power_of_two<N>(half) * power_of_two<N>(k - half);
}

/// e^x − 1 without the cancellation near 0.
template <class N>
N expm1(N x) {
  const auto [k, rest, tail] = detail::reduce_by_ln2(detail::clamp_exponent(x));
  const N series = detail::expm1_series(rest, tail);
  const auto half = k >> 1;
  const N first = power_of_two<N>(half), second = power_of_two<N>(k - half);
  // The second factor comes last, since e^x may be a number where 2^k is not.
  return (series * first + (first - power_of_two<N>(half - k))) * second;
}

/// Natural logarithm; −∞ at 0, NaN below.
template <class N>
N log(N x) {
  using T = Number<N>;
  using F = Format<T>;
  const auto tiny = x < constant<N>(std::numeric_limits<T>::min());
  const N grown = x * power_of_two<T>(F::mantissa + 2);
  const Bits<N> bits = to_bits(tiny ? grown : x);
  // The exponent is taken so that the mantissa lies in [√½, √2).
  const Bits<N> k = (bits - to_bits(T(0.70710678118654752440))) >> F::mantissa;
  const N f = from_bits<N>(bits - (k << F::mantissa)) - T(1);
  const N whole = to_number<N>(k);
  const N exponent = tiny ? whole - T(F::mantissa + 2) : whole;
  const N value = exponent * F::ln2_high + detail::log1p_series(f, exponent * F::ln2_low);
  const N infinite = constant<N>(std::numeric_limits<T>::infinity());
  const N at_most = x < infinite ? value : x;
  const N below = x < N{} ? constant<N>(std::numeric_limits<T>::quiet_NaN()) : at_most;
  return x == N{} ? -infinite : below;
}

/// ln(1 + x) without the cancellation near 0.
template <class N>
N log1p(N x) {
  using T = Number<N>;
  const N near_zero = detail::log1p_series(x, N{});
  const N sum = x + T(1);
  // What rounding 1 + x has lost.
  const N lost = x > constant<N>(T(1)) ? T(1) - (sum - x) : x - (sum - T(1));
  const N far = log(sum), correction = lost / sum;
  const N corrected = correction - correction == N{} ? far + correction : far;
  return x > constant<N>(T(-0.29)) ? (x < constant<N>(T(0.41)) ? near_zero : corrected) : corrected;
}

/// Within 2.5 ulp. From e^2|x| − 1, whose power of two is a normal number here.
template <class N>
N tanh(N x) {
  using T = Number<N>;
  const N size = abs(x), most = constant<N>(Format<T>::tanh_most);
  const auto [k, rest, tail] = detail::reduce_by_ln2((size > most ? most : size) * T(2));
  const N scale = power_of_two<N>(k);
  const N grown = detail::expm1_series(rest, tail) * scale + (scale - T(1));
  const N value = grown / (grown + T(2));
  return from_bits<N>(to_bits(value) | (to_bits(x) & sign_bit<N>()));
}

/// 1 / (1 + e^−x), accurate in both tails.
template <class N>
N sigmoid(N x) {
  using T = Number<N>;
  const N small = exp(-abs(x));
  return (x < N{} ? small : constant<N>(T(1))) / (small + T(1));
}

/// ln(1 + e^x), which neither overflows nor cancels.
template <class N>
N softplus(N x) {
  return (x > N{} ? x : N{}) + log1p(exp(-abs(x)));
}

namespace detail {

/// sin (odd) or cos (even) of |r| ≤ π/4, by Taylor series.
inline double sine_series(double r, bool cosine) {
  const double square = r * r;
  double sum = 0;
  for (int n = cosine ? 18 : 19; n >= 2; n -= 2) sum = (sum + 1) * -square / (n * (n - 1));
  return cosine ? 1 + sum : r + r * sum;
}

inline double sine(double x, std::int64_t quarter_turns) {
  const double shifted = x * (2 / pi) + Format<double>::magic;
  const double k = shifted - Format<double>::magic;
  // π/2 in three parts, the first two short enough for exact products.
  const double r = ((x - k * 0x1.921fb54p+0) - k * 0x1.10b4611p-30) - k * 0x1.4c4c6628b80dcp-59;
  const std::int64_t quadrant = (to_bits(shifted) + quarter_turns) & 3;
  const double value = sine_series(r, (quadrant & 1) != 0);
  return quadrant >= 2 ? -value : value;
}

}  // namespace detail

/// Sine and cosine for |x| below 10⁶, absolute error below 2e-16.
inline double sin(double x) { return detail::sine(x, 0); }
inline double cos(double x) { return detail::sine(x, 1); }

namespace detail {

/// A number in two parts, with twice the digits.
struct Pair {
  double high, low;
};

/// A product that keeps its rounding error.
inline Pair multiply(Pair a, Pair b) {
  const auto split = [](double x) {
    const double scaled = x * 134217729.0, high = scaled - (scaled - x);
    return Pair{high, x - high};
  };
  const double product = a.high * b.high;
  // Too large to be split: the last digit is given up rather than the number.
  if (!(abs(product) < 1e300)) return Pair{product, 0};
  const Pair x = split(a.high), y = split(b.high);
  const double error = ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low;
  const double low = error + (a.high * b.low + a.low * b.high), high = product + low;
  return Pair{high, low - (high - product)};
}

inline Pair power(double base, std::int64_t n) {
  Pair result{1, 0}, square{base, 0};
  for (; n > 0; n >>= 1) {
    if (n & 1) result = multiply(result, square);
    if (n > 1) square = multiply(square, square);
  }
  return result;
}

}  // namespace detail

/// base^n for a whole number n ≥ 0, correctly rounded but for the rarest case: each product keeps its rounding error.
/// Repeated squaring in plain doubles would lose n/2 ulp, which a schedule over 500 steps shows.
inline double power(double base, std::int64_t n) {
  const detail::Pair found = detail::power(base, n);
  return found.high + found.low;
}

/// Powers of one base up to 1 that are asked for one after the other: each is one product more, as exact as power(); 0
/// below 1e-270, where the digits of a product get lost.
class Powers {
 public:
  double at(double base, std::int64_t n) {
    if (base != base_ || n < n_ || n > n_ + 1) {
      value_ = detail::power(base, n);
    } else if (n > n_) {
      value_ = detail::multiply(value_, {base, 0});
    }
    if (value_.high < 1e-270) value_ = {0, 0};
    base_ = base;
    n_ = n;
    return value_.high + value_.low;
  }

 private:
  double base_ = 1;
  std::int64_t n_ = 0;
  detail::Pair value_{1, 0};
};

/// x^p for x ≥ 0 and any real p. The usual exponents of norms are exact; others are within 1e-15·(1 + |p·ln x|).
template <class T>
T pow(T x, T p) {
  if (p == T(0)) return T(1);
  if (p == T(1)) return x;
  if (p == T(2)) return x * x;
  if (p == T(0.5)) return sqrt(x);
  return x == T(0) ? T(0) : exp(p * log(x));
}

}  // namespace loss_playground::math
