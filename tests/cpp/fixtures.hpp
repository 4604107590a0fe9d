// SPDX-License-Identifier: MIT
#pragma once
// Reference numbers that tests/reference makes, and data files, read for the tests.
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/parameters.hpp"

namespace loss_playground::tests {

using nlohmann::json;

/// The fixture of an id, or null if there is none.
inline json read_fixture(const std::string& kind, const std::string& id) {
  std::ifstream file(std::string(REFERENCE_FOLDER) + "/" + kind + "/" + id + ".json");
  return file ? json::parse(file) : json();
}

inline ParameterValues to_parameters(const json& object) {
  ParameterValues values;
  for (const auto& [name, value] : object.items()) {
    if (value.is_string()) {
      values.emplace_back(name, value.get<std::string>());
    } else if (value.is_boolean()) {
      values.emplace_back(name, value.get<bool>() ? 1.0 : 0.0);
    } else if (value.is_array()) {
      values.emplace_back(name, value.get<std::vector<double>>());
    } else {
      values.emplace_back(name, value.get<double>());
    }
  }
  return values;
}

}  // namespace loss_playground::tests
