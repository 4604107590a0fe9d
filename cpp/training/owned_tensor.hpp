// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "core/tensor.hpp"

namespace loss_playground {

/// A tensor that is handed out: a copy, in the run's precision.
struct OwnedTensor {
  std::string name;
  std::vector<Index> shape;
  std::variant<std::vector<float>, std::vector<double>> data;
};

}  // namespace loss_playground
