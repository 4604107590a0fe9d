// SPDX-License-Identifier: MIT
#pragma once
// How much memory a request may take. It is estimated before anything large is allocated: where an allocation fails,
// nothing could be reported but the end of the module.
#include <string>

#include "core/error.hpp"

namespace loss_playground {

/// Of the 2 GB that a module of 32 bits has, so that a second run, or copies that are handed out, still fit.
inline constexpr double most_bytes = 1e9;

/// "3.1 GB"
inline std::string bytes_text(double bytes) {
  const auto tenths = static_cast<std::int64_t>(bytes / 1e8 + 0.5);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GB";
}

/// The error that the value at a path needs too much; `smaller` says what to change.
inline Error too_large(const char* path, double bytes, const std::string& smaller) {
  return {path, "a value that needs about " + bytes_text(bytes) + " of memory",
          smaller + ", to need at most " + bytes_text(most_bytes)};
}

}  // namespace loss_playground
