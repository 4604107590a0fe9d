// SPDX-License-Identifier: MIT
#include "core/parameters.hpp"

namespace loss_playground {

void ParameterReader::numbers(const char* id, std::vector<double>& value, Range, const char*) {
  if (const auto* list = find<std::vector<double>>(id)) value = *list;
}

}  // namespace loss_playground
