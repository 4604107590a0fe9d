// SPDX-License-Identifier: MIT
#pragma once
// A corpus of a few emoji and a few names in the form of the data files, for tests that need no real ones.
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

/// Some names that begin alike, each as the number of letters shared with the one before and the others.
inline constexpr char few_names_text[] =
    "\x00"
    "ada\x03m\x02\x65\x01lan\x02\x69\x00"
    "bea\x02n\x00"
    "cara\x03l\x03o\x01ora\x00"
    "dan\x03\x61\x00"
    "eva\x03n";
inline constexpr std::string_view few_names{few_names_text, sizeof(few_names_text) - 1};

inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace loss_playground::tests
