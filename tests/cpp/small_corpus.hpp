// SPDX-License-Identifier: MIT
#pragma once
// A corpus of a few emoji in the form of the data file, for tests that need no real one.
#include <cstdint>
#include <span>
#include <string_view>

namespace loss_playground::tests {

inline constexpr std::string_view small_corpus =
    "😀\t0\tgrinning face\tsmile\thappy\tteeth\tlaugh\tnice\n"
    "😢\t0\tcrying face\ttear\tsad\tawful\tmiss\n"
    "🐕\t3\tdog\tpet\tpuppy\tanimal\n"
    "🐈\t3\tcat\tpet\tkitten\tanimal\tmeow\tpaws\n"
    "🍎\t4\tred apple\tfruit\tfood\thealthy\n"
    "🚗\t5\tautomobile\tcar\tdrive\tvehicle\troad\n"
    "⚽\t6\tsoccer ball\tfootball\tsport\tgoal\n"
    "🇫🇷\t9\tflag: France\tFR\tflag";

inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace loss_playground::tests
