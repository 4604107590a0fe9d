// SPDX-License-Identifier: MIT
#include "tasks/shakespeare.hpp"

namespace loss_playground {

Dataset Shakespeare::make(const Source& source, Error& error) const {
  auto texts = passages({reinterpret_cast<const char*>(source.bytes.data()), source.bytes.size()});
  if (texts.size() < 2) {
    error = {"task.data", "a file of " + std::to_string(source.bytes.size()) + " bytes", "at least 2 passages"};
    return {};
  }
  return text_data(
      split_texts(std::move(texts), Vocabulary(vocabulary), test_fraction, 0, source.seed, "task.data", error),
      context);
}

}  // namespace loss_playground
