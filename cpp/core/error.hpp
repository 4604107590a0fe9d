// SPDX-License-Identifier: MIT
#pragma once
#include <string>

namespace loss_playground {

/// What is wrong with a request: its path, the value, and what is allowed. Empty means no error. The API formats the
/// message; exceptions would double the size of the WebAssembly module.
struct Error {
  std::string path;
  std::string given;
  std::string allowed;

  explicit operator bool() const { return !allowed.empty(); }
};

}  // namespace loss_playground
