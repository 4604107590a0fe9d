// SPDX-License-Identifier: MIT
#include "core/error_function.hpp"

#include <doctest/doctest.h>

#include "core/random.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

/// Distance from the exact value in units of the last place of the result.
template <class T>
double ulps(T found, long double exact) {
  const T rounded = static_cast<T>(exact);
  if (found == rounded || (found != found && rounded != rounded)) return 0;
  const T next = std::nextafter(std::abs(rounded), std::numeric_limits<T>::infinity());
  return static_cast<double>(std::abs(static_cast<long double>(found) - exact) /
                             static_cast<long double>(next - std::abs(rounded)));
}

template <class T, class Function, class Exact>
double worst(T from, T to, Function function, Exact exact) {
  Random random(5, Stream::check);
  double largest = 0;
  for (int i = 0; i < 200000; ++i) {
    const T x = static_cast<T>(random.uniform(static_cast<double>(from), static_cast<double>(to)));
    largest = std::max(largest, ulps(function(x), exact(static_cast<long double>(x))));
  }
  return largest;
}

/// The same over sizes from 2^from to 2^to, each order of magnitude as often as any other, of either sign.
template <class T, class Function, class Exact>
double worst_of_sizes(double from, double to, bool both_signs, Function function, Exact exact) {
  Random random(8, Stream::check);
  double largest = 0;
  for (int i = 0; i < 100000; ++i) {
    const double size = std::exp2(random.uniform(from, to));
    const T x = static_cast<T>(both_signs && random.below(2) == 1 ? -size : size);
    largest = std::max(largest, ulps(function(x), exact(static_cast<long double>(x))));
  }
  return largest;
}

/// The ends are binary exponents: `exp_end` where exp leaves the range, `least` and `most` of positive normal numbers.
template <class T>
void check_all_sizes(double exp_end, double least, double most) {
  const double lowest = least / 2;
  const auto exp = [](T x) { return math::exp(x); };
  CHECK(worst_of_sizes<T>(lowest, exp_end, true, exp, [](long double x) { return std::exp(x); }) <= 1);
  const auto expm1 = [](T x) { return math::expm1(x); };
  CHECK(worst_of_sizes<T>(lowest, exp_end, true, expm1, [](long double x) { return std::expm1(x); }) <= 2);
  const auto log = [](T x) { return math::log(x); };
  CHECK(worst_of_sizes<T>(least, most, false, log, [](long double x) { return std::log(x); }) <= 1);
  const auto log1p = [](T x) { return math::log1p(x); };
  CHECK(worst_of_sizes<T>(lowest, most, false, log1p, [](long double x) { return std::log1p(x); }) <= 1.5);
  const auto log1p_below_0 = [](T x) { return math::log1p(-x); };
  CHECK(worst_of_sizes<T>(lowest, -1e-5, false, log1p_below_0, [](long double x) { return std::log1p(-x); }) <= 1.5);
  const auto tanh = [](T x) { return math::tanh(x); };
  CHECK(worst_of_sizes<T>(lowest, 8, true, tanh, [](long double x) { return std::tanh(x); }) <=
        2.5 + (sizeof(T) > 4 ? reference_slack : 0));
}

template <class T>
void check_functions(T exp_from, T exp_to) {
  const auto exp = [](T x) { return math::exp(x); };
  const auto exact_exp = [](long double x) { return std::exp(x); };
  CHECK(worst<T>(exp_from, exp_to, exp, exact_exp) <= 2);
  CHECK(worst<T>(T(-1), T(1), exp, exact_exp) <= 2);
  const auto expm1 = [](T x) { return math::expm1(x); };
  const auto exact_expm1 = [](long double x) { return std::expm1(x); };
  CHECK(worst<T>(T(-1), T(1), expm1, exact_expm1) <= 2.5);
  CHECK(worst<T>(T(-1e-3), T(1e-3), expm1, exact_expm1) <= 2);
  const auto log = [](T x) { return math::log(x); };
  const auto exact_log = [](long double x) { return std::log(x); };
  CHECK(worst<T>(T(1e-30), T(4), log, exact_log) <= 2);
  CHECK(worst<T>(T(0.9), T(1.1), log, exact_log) <= 2);
  CHECK(worst<T>(T(1), T(1e30), log, exact_log) <= 2);
  const auto log1p = [](T x) { return math::log1p(x); };
  const auto exact_log1p = [](long double x) { return std::log1p(x); };
  CHECK(worst<T>(T(-0.9), T(4), log1p, exact_log1p) <= 2);
  CHECK(worst<T>(T(-1e-4), T(1e-4), log1p, exact_log1p) <= 2);
  CHECK(worst<T>(T(0), T(1e10), log1p, exact_log1p) <= 2);
  const auto tanh = [](T x) { return math::tanh(x); };
  const auto exact_tanh = [](long double x) { return std::tanh(x); };
  CHECK(worst<T>(T(-12), T(12), tanh, exact_tanh) <= 3);
  CHECK(worst<T>(T(-0.1), T(0.1), tanh, exact_tanh) <= 3);
}

}  // namespace

TEST_CASE("math: double functions are within 2 units in the last place") { check_functions<double>(-708, 709); }

TEST_CASE("math: float functions are within 2 units in the last place") { check_functions<float>(-87.0f, 88.0f); }

TEST_CASE("math: double functions are as near at every order of magnitude") {
  check_all_sizes<double>(std::log2(708), -1022, 1023.99);
}

TEST_CASE("math: float functions are as near at every order of magnitude") {
  check_all_sizes<float>(std::log2(87), -126, 127.99);
}

TEST_CASE("math: exp and expm1 reach the largest numbers, where 2^k alone is beyond them") {
  CHECK(ulps(math::exp(709.75), std::exp(709.75L)) <= 2);
  CHECK(ulps(math::expm1(709.75), std::expm1(709.75L)) <= 2);
  CHECK(ulps(math::exp(88.7f), std::exp(static_cast<long double>(88.7f))) <= 2);
  CHECK(ulps(math::expm1(88.7f), std::expm1(static_cast<long double>(88.7f))) <= 2);
  CHECK(math::expm1(710.0) == std::numeric_limits<double>::infinity());
  CHECK(math::expm1(89.0f) == std::numeric_limits<float>::infinity());
  CHECK(math::expm1(-1000.0) == -1);
  CHECK(math::expm1(-1000.0f) == -1);
}

TEST_CASE_TEMPLATE("math: ends of the range", T, float, double) {
  const T infinity = std::numeric_limits<T>::infinity(), nan = std::numeric_limits<T>::quiet_NaN();
  CHECK(math::exp(infinity) == infinity);
  CHECK(math::exp(T(-1e5)) == 0);
  CHECK(math::exp(T(1e5)) == infinity);
  CHECK(math::exp(T(0)) == 1);
  CHECK(math::exp(nan) != math::exp(nan));
  CHECK(math::log(T(0)) == -infinity);
  CHECK(math::log(T(1)) == 0);
  CHECK(math::log(infinity) == infinity);
  CHECK(math::log(T(-1)) != math::log(T(-1)));
  CHECK(ulps(math::log(std::numeric_limits<T>::denorm_min()),
             std::log(static_cast<long double>(std::numeric_limits<T>::denorm_min()))) <= 2);
  CHECK(math::log1p(T(-1)) == -infinity);
  CHECK(math::log1p(T(1e-30)) == T(1e-30));
  CHECK(math::tanh(T(1e5)) == 1);
  CHECK(math::tanh(T(-1e5)) == -1);
  CHECK(math::tanh(nan) != math::tanh(nan));
  CHECK(math::sigmoid(T(-1e5)) == 0);
  CHECK(math::sigmoid(T(1e5)) == 1);
  CHECK(math::softplus(T(1e5)) == T(1e5));
  CHECK(math::softplus(T(-1e5)) == 0);
  CHECK(!math::is_finite(infinity));
  CHECK(!math::is_finite(nan));
}

TEST_CASE("math: sine, cosine and error function are within 3e-16") {
  Random random(6, Stream::check);
  for (int i = 0; i < 100000; ++i) {
    const double x = random.uniform(-1000, 1000), z = random.uniform(-7, 7);
    CHECK(std::abs(static_cast<long double>(math::sin(x)) - std::sin(static_cast<long double>(x))) < 3e-16L);
    CHECK(std::abs(static_cast<long double>(math::cos(x)) - std::cos(static_cast<long double>(x))) < 3e-16L);
    CHECK(std::abs(static_cast<long double>(math::erf(z)) - std::erf(static_cast<long double>(z))) < 4e-16L);
  }
}

TEST_CASE("math: powers one after the other have the bits of each power alone") {
  for (double base : {0.9, 0.999, 0.5, 0.9999999, 0.0, 1.0}) {
    math::Powers powers;
    int different = 0;
    for (std::int64_t n = 1; n <= 100000; ++n) {
      const double wanted = math::power(base, n);
      different += powers.at(base, n) != (wanted < 1e-270 ? 0 : wanted);
    }
    CHECK(different == 0);
    // Back, ahead, again, and of another base.
    for (std::int64_t n : {5, 5, 700, 3, 4}) CHECK(powers.at(base, n) == math::power(base, n));
    CHECK(powers.at(0.25, 5) == math::power(0.25, 5));
  }
}

TEST_CASE("math: the share of a normal distribution below a number, also in its lower tail") {
  Random random(8, Stream::check);
  for (int i = 0; i < 100000; ++i) {
    const double z = random.uniform(-12, 12);
    const auto x = static_cast<float>(z);
    const long double half = std::sqrt(0.5L), exact = std::erfc(-z * half) / 2, rounded = std::erfc(-x * half) / 2;
    const auto in_float = math::normal_share(splat(x));
    const auto in_double = math::normal_share(splat(z));
    CHECK(std::abs(static_cast<long double>(in_double.below[0]) - exact) < 3e-16L);
    CHECK(std::abs(static_cast<long double>(in_float.below[0]) - rounded) < 5e-7L * rounded * (1 + z * z) + 1e-37L);
    CHECK(std::abs(static_cast<long double>(in_double.bell[0]) - std::exp(-0.5L * z * z)) < 1e-15L);
  }
  for (float far : {20.0f, 1e30f}) {
    CHECK(math::normal_share(splat(far)).below[0] == 1);
    CHECK(math::normal_share(splat(-far)).below[0] == 0);
  }
}

TEST_CASE("math: whole powers are correctly rounded") {
  Random random(7, Stream::check);
  for (int i = 0; i < 20000; ++i) {
    const double base = random.uniform(0.9, 1.0001);
    const auto n = static_cast<std::int64_t>(random.below(2000));
    long double exact = 1;
    for (std::int64_t k = 0; k < n; ++k) exact *= base;
    CHECK(ulps(math::power(base, n), exact) <= 0.75);
  }
  CHECK(math::power(0.5, 0) == 1);
  CHECK(math::power(0.0, 3) == 0);
  for (int i = 0; i < 20000; ++i) {
    const double base = std::exp2(random.uniform(-40, 40));
    const auto n = static_cast<std::int64_t>(random.below(25));
    long double exact = 1;
    for (std::int64_t k = 0; k < n; ++k) exact *= base;
    CHECK(ulps(math::power(base, n), exact) <= 0.75);
  }
}

TEST_CASE("math: whole powers at the ends of the range are numbers, 0 or infinity, not NaN") {
  CHECK(math::power(2.0, 1023) == 0x1p1023);
  CHECK(math::power(2.0, 1024) == std::numeric_limits<double>::infinity());
  CHECK(math::power(1.5, 1000000) == std::numeric_limits<double>::infinity());
  CHECK(math::power(1e305, 1) == 1e305);
  CHECK(math::power(1e200, 2) == std::numeric_limits<double>::infinity());
  CHECK(math::power(0.5, 1074) == 0x1p-1074);
  CHECK(math::power(0.1, 1000000) == 0);
}

TEST_CASE("math: sine and cosine keep their digits up to a million") {
  Random random(9, Stream::check);
  for (int i = 0; i < 50000; ++i) {
    const double x = random.uniform(-1e6, 1e6);
    CHECK(std::abs(static_cast<long double>(math::sin(x)) - std::sin(static_cast<long double>(x))) < 3e-16L);
    CHECK(std::abs(static_cast<long double>(math::cos(x)) - std::cos(static_cast<long double>(x))) < 3e-16L);
  }
}

}  // namespace loss_playground::tests
