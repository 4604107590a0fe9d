// SPDX-License-Identifier: MIT
#pragma once
// Counter-based random numbers: the value depends on seed, stream and position alone, so that any batch of any epoch
// can be drawn at once, and a change in one stream does not shift another. Philox 4×32 with 10 rounds. Salmon, Moraes,
// Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3 (2011), https://doi.org/10.1145/2063384.2063405
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "core/math.hpp"

namespace loss_playground {

/// What the numbers are for. The order is part of every seed's meaning: append, never reorder.
enum class Stream : std::uint32_t { data, split, weights, batches, triplets, evaluation, noise, check, samples };

class Random {
 public:
  /// `index` separates the uses within a stream, for instance the epoch.
  Random(std::uint64_t seed, Stream stream, std::uint64_t index = 0)
      : key_{static_cast<std::uint32_t>(seed),
             static_cast<std::uint32_t>(seed >> 32) ^ (static_cast<std::uint32_t>(stream) * 0x9E3779B9u)},
        index_(index) {}

  std::uint32_t next() {
    if (used_ == 4) refill();
    return block_[used_++];
  }

  /// Uniform in [0, 1), with 53 random bits.
  double uniform() {
    const std::uint64_t high = next() >> 5, low = next() >> 6;
    return static_cast<double>(high * 67108864u + low) * 0x1p-53;
  }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  /// Standard normal, by Box and Muller; the second of each pair is dropped to keep one call one value.
  double normal() {
    const double radius = math::sqrt(-2.0 * math::log(1.0 - uniform()));
    return radius * math::cos(2.0 * math::pi * uniform());
  }

  /// Uniform integer in [0, bound), without bias: values in the incomplete last interval are drawn again (Lemire 2019).
  std::uint32_t below(std::uint32_t bound) {
    std::uint64_t product = std::uint64_t{next()} * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
      const std::uint32_t threshold = (0u - bound) % bound;
      while (static_cast<std::uint32_t>(product) < threshold) product = std::uint64_t{next()} * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

 private:
  void refill() {
    std::array<std::uint32_t, 4> c{static_cast<std::uint32_t>(counter_), static_cast<std::uint32_t>(counter_ >> 32),
                                   static_cast<std::uint32_t>(index_), static_cast<std::uint32_t>(index_ >> 32)};
    std::uint32_t k0 = key_[0], k1 = key_[1];
    for (int round = 0; round < 10; ++round) {
      const std::uint64_t p0 = std::uint64_t{0xD2511F53u} * c[0], p1 = std::uint64_t{0xCD9E8D57u} * c[2];
      c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k0, static_cast<std::uint32_t>(p1),
           static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k1, static_cast<std::uint32_t>(p0)};
      k0 += 0x9E3779B9u;
      k1 += 0xBB67AE85u;
    }
    block_ = c;
    used_ = 0;
    ++counter_;
  }

  std::array<std::uint32_t, 2> key_;
  std::uint64_t index_;
  std::uint64_t counter_ = 0;
  std::array<std::uint32_t, 4> block_{};
  std::size_t used_ = 4;
};

/// Puts `order` into random order (Fisher and Yates).
template <class Container>
void shuffle(Container& order, Random& random) {
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
}

}  // namespace loss_playground
