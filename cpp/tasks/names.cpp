// SPDX-License-Identifier: MIT
#include "tasks/names.hpp"

namespace loss_playground {

namespace {

/// Names in order, each as the number of letters that it shares with the one before (a byte below 32) and the others.
std::vector<std::string> unpack_names(std::span<const std::uint8_t> bytes, Error& error) {
  std::vector<std::string> names;
  for (std::uint8_t byte : bytes) {
    if (byte < 32) {
      const std::string before = names.empty() ? std::string() : names.back();
      names.push_back(before.substr(0, byte));
    } else if (!names.empty()) {
      names.back() += static_cast<char>(byte);
    }
  }
  if (names.size() < 2)
    error = {"task.data", "a file of " + std::to_string(bytes.size()) + " bytes", "a packed list of at least 2 names"};
  return names;
}

}  // namespace

Dataset Names::make(const Source& source, Error& error) const {
  const auto names = unpack_names(source.bytes, error);
  if (error) return {};
  return text_data(split_texts(names, Vocabulary(vocabulary), test_fraction, examples, source.seed, "task.data", error),
                   context);
}

}  // namespace loss_playground
