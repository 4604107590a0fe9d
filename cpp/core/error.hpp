// SPDX-License-Identifier: MIT
#pragma once
#include <string>

namespace loss_playground {

/// What was wrong with a request: where, what was given, what is allowed. Empty means that nothing was. The words for
/// people are made in the API above; exceptions would double the size of the WebAssembly module.
struct Error {
  std::string path;
  std::string given;
  std::string allowed;

  explicit operator bool() const { return !allowed.empty(); }
};

}  // namespace loss_playground
