// SPDX-License-Identifier: MIT
#pragma once
// The error function and the normal distribution; as in math.hpp, the bits are the same natively and in WebAssembly.
#include "core/math.hpp"

namespace loss_playground::math {

namespace detail {

inline constexpr int erf_terms = 19;

/// 1 / (n!·(2n + 1)), computed by the compiler.
struct ErfSeries {
  double of[erf_terms + 1];

  constexpr ErfSeries() : of{} {
    double factorial = 1;
    for (int n = 0; n <= erf_terms; ++n) {
      if (n > 1) factorial *= n;
      of[n] = 1 / (factorial * (2 * n + 1));
    }
  }
};
inline constexpr ErfSeries erf_series;

}  // namespace detail

/// Error function, absolute error below 3e-16. Below 1 its Taylor series; above, a Chebyshev expansion of
/// (1 + 2x)·exp(x²)·erfc(x) in (x − 3.75) / (x + 3.75), made with 50 digits.
inline double erf(double x) {
  const double size = abs(x);
  if (size < 1) {
    double sum = 0;
    for (int n = detail::erf_terms; n >= 0; --n) sum = detail::erf_series.of[n] - x * x * sum;
    return 1.1283791670955125739 * x * sum;
  }
  if (size > 6) return x != x ? x : (x < 0 ? -1 : 1);
  constexpr double coefficients[] = {
      1.177578934567401755,    -0.00459005458064647733, -0.0842491333665179156,   0.0592099399981918905,
      -0.0266586684353057523,  0.00907499767070526509,  -0.00241316354041760819,  0.000490775836525808632,
      -6.91697330250120637e-5, 4.13902798607301017e-6,  7.74038306619849067e-7,   -2.18864010492343957e-7,
      1.07649994656709104e-8,  4.5219598112182869e-9,   -7.75440020883135111e-10, -6.31808834088668449e-11,
      2.8687950109306699e-11,  1.94558685457773472e-13, -9.65469674843343891e-13, 3.25254814814873984e-14,
      3.34781194828680539e-14, -1.8645628804193131e-15, -1.25079505306886471e-15, 7.41823525662404346e-17};
  const double z = (size - 3.75) / (size + 3.75);
  double next = 0, after = 0;
  for (int n = 23; n >= 1; --n) {
    const double here = 2 * z * next - after + coefficients[n];
    after = next;
    next = here;
  }
  const double scaled = z * next - after + coefficients[0];
  const double value = 1 - scaled * exp(-size * size) / (1 + 2 * size);
  return x < 0 ? -value : value;
}

/// Of a standard normal distribution: the share below x, and e^(−x²/2), which its density is proportional to.
template <class N>
struct NormalShare {
  N below, bell;
};

/// In double precision by erf, absolute error below 2e-16.
inline NormalShare<Lanes<double>> normal_share(Lanes<double> x) {
  const auto below = [](double z) { return 0.5 * (1 + erf(z * 0.70710678118654752440)); };
  return {Lanes<double>{below(x[0]), below(x[1])}, exp(x * x * -0.5)};
}

/// In float, relative error within 5e-7·(1 + x²), also in the lower tail: ½·erfc(s)·e^(s²) / t as a polynomial in
/// t = 1 / (1 + 0.3·s) with s = |x| / √2 up to 10.5, fitted in 30 digits (to a relative 2.2e-8).
inline NormalShare<Lanes<float>> normal_share(Lanes<float> x) {
  constexpr float coefficients[] = {-0.06546131617f, 0.2463195891f,  -0.2637621621f, 0.2829829105f, -0.05394220901f,
                                    0.1104345773f,   0.07336437029f, 0.08547778011f, 0.08458644893f};
  const Lanes<float> bell = exp(x * x * -0.5f), t = 1.0f / (abs(x) * 0.21213203435596425732f + 1.0f);
  Lanes<float> sum{};
  for (float coefficient : coefficients) sum = sum * t + coefficient;
  const Lanes<float> tail = bell * (t * sum);
  return {x < Lanes<float>{} ? tail : 1.0f - tail, bell};
}

}  // namespace loss_playground::math
