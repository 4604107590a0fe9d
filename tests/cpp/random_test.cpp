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

TEST_CASE("random: seed, stream and index enter Philox where they should") {
  // From another Philox, in Python, that gives the three published vectors: key and counter as `Random` puts them
  // together.
  Random random(0x0123456789abcdefu, Stream::triplets, 0xfedcba9876543210u);
  for (std::uint32_t wanted :
       {0xdc91378bu, 0xd1e25185u, 0xcdea3715u, 0xa5251ed0u, 0x08f6d77bu, 0x05b3726au, 0xc093e65du, 0x927b4ea2u})
    CHECK(random.next() == wanted);
  for (int i = 8; i < 4000; ++i) random.next();
  for (std::uint32_t wanted : {0xce563d94u, 0x13afd50bu, 0x494e2914u, 0xcc03d61bu}) CHECK(random.next() == wanted);
}

TEST_CASE("random: streams and neighboring seeds and indices are not correlated") {
  constexpr int count = 50000;
  const auto correlation = [](Random a, Random b) {
    double sum = 0;
    for (int i = 0; i < count; ++i) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
    return 12 * sum / count;
  };
  // Five standard deviations of the correlation of independent numbers.
  const double limit = 5 / std::sqrt(static_cast<double>(count));
  const Stream last = Stream::check;
  for (int stream = 1; stream <= static_cast<int>(last); ++stream)
    CHECK(std::abs(correlation(Random(1, Stream::data), Random(1, static_cast<Stream>(stream)))) < limit);
  CHECK(std::abs(correlation(Random(1, Stream::data), Random(2, Stream::data))) < limit);
  CHECK(std::abs(correlation(Random(1, Stream::data, 0), Random(1, Stream::data, 1))) < limit);
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

TEST_CASE("random: whole numbers below a large bound are not biased") {
  // 2^32 is 4/3 of this bound: without drawing again, every third number would come twice as often as the others.
  Random random(5, Stream::data);
  constexpr std::uint32_t bound = 3u << 30;
  std::vector<int> counts(3);
  for (int i = 0; i < 90000; ++i) {
    const std::uint32_t drawn = random.below(bound);
    REQUIRE(drawn < bound);
    ++counts[drawn % 3];
  }
  for (int count : counts) CHECK(count == doctest::Approx(30000).epsilon(0.03));
  for (int i = 0; i < 100; ++i) CHECK(random.below(1) == 0);
}

TEST_CASE("random: a range is kept at both ends, and all orders of a shuffle come equally often") {
  Random random(6, Stream::data);
  for (int i = 0; i < 10000; ++i) {
    const double x = random.uniform(-2, 3);
    REQUIRE(x >= -2);
    REQUIRE(x < 3);
  }
  std::vector<int> counts(27);
  for (int i = 0; i < 60000; ++i) {
    std::vector<int> order{0, 1, 2};
    shuffle(order, random);
    ++counts[static_cast<std::size_t>(9 * order[0] + 3 * order[1] + order[2])];
  }
  int seen = 0;
  for (int count : counts) {
    seen += count > 0;
    if (count > 0) CHECK(count == doctest::Approx(10000).epsilon(0.05));
  }
  CHECK(seen == 6);
}

}  // namespace loss_playground::tests
