// SPDX-License-Identifier: MIT
#include "core/random.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace loss_playground::tests {

TEST_CASE("random: Philox with a zero key and counter gives the published numbers") {
  Random random(0, Stream::data);
  CHECK(random.next() == 0x6627e8d5u);
  CHECK(random.next() == 0xe169c58du);
  CHECK(random.next() == 0xbc57ac4cu);
  CHECK(random.next() == 0x9b00dbd8u);
}

TEST_CASE("random: streams, seeds and positions are apart, and each repeats itself") {
  const auto first = [](std::uint64_t seed, Stream stream, std::uint64_t index) {
    return Random(seed, stream, index).next();
  };
  CHECK(first(1, Stream::data, 0) == first(1, Stream::data, 0));
  CHECK(first(1, Stream::data, 0) != first(1, Stream::weights, 0));
  CHECK(first(1, Stream::data, 0) != first(2, Stream::data, 0));
  CHECK(first(1, Stream::data, 0) != first(1, Stream::data, 1));
  CHECK(first(1, Stream::data, 0) != first((std::uint64_t{1} << 32) + 1, Stream::data, 0));
}

TEST_CASE("random: uniform numbers fill [0, 1) evenly, normal ones have mean 0 and deviation 1") {
  Random random(3, Stream::noise);
  constexpr int count = 200000;
  double sum = 0, squares = 0, normal_sum = 0, normal_squares = 0;
  for (int i = 0; i < count; ++i) {
    const double x = random.uniform(), z = random.normal();
    REQUIRE(x >= 0);
    REQUIRE(x < 1);
    sum += x;
    squares += x * x;
    normal_sum += z;
    normal_squares += z * z;
  }
  CHECK(sum / count == doctest::Approx(0.5).epsilon(0.01));
  CHECK(squares / count == doctest::Approx(1.0 / 3).epsilon(0.01));
  CHECK(std::abs(normal_sum / count) < 0.01);
  CHECK(normal_squares / count == doctest::Approx(1).epsilon(0.01));
}

TEST_CASE("random: whole numbers below a bound come equally often") {
  Random random(4, Stream::data);
  std::vector<int> counts(7);
  for (int i = 0; i < 70000; ++i) ++counts[random.below(7)];
  for (int count : counts) CHECK(count == doctest::Approx(10000).epsilon(0.05));
}

}  // namespace loss_playground::tests
