// SPDX-License-Identifier: MIT
#include "tasks/shakespeare.hpp"

namespace loss_playground {

namespace {

/// What stands between blank lines.
std::vector<std::string> passages(std::span<const std::uint8_t> bytes) {
  std::vector<std::string> found(1);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool blank_line = bytes[i] == '\n' && (i + 1 == bytes.size() || bytes[i + 1] == '\n');
    if (!blank_line) {
      found.back() += static_cast<char>(bytes[i]);
    } else if (!found.back().empty()) {
      found.emplace_back();
      ++i;
    }
  }
  if (found.back().empty()) found.pop_back();
  return found;
}

}  // namespace

Dataset Shakespeare::make(const Source& source, Error& error) const {
  auto texts = passages(source.bytes);
  if (texts.size() < 2) {
    error = {"task.data", "a file of " + std::to_string(source.bytes.size()) + " bytes", "at least 2 passages"};
    return {};
  }
  return text_dataset(split_texts(std::move(texts), Vocabulary(vocabulary), test_fraction, 0, source.seed, error),
                      context);
}

}  // namespace loss_playground
