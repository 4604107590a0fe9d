// SPDX-License-Identifier: MIT
#pragma once
#include "models/model.hpp"
#include "optimizers/optimizer.hpp"

namespace loss_playground {

/// The model's parameters as optimizers see them.
inline std::vector<Block> optimizer_blocks(const std::vector<ParameterBlock>& blocks) {
  std::vector<Block> list;
  for (const ParameterBlock& block : blocks) {
    const bool is_matrix = block.shape.size() >= 2;
    const Index rows = is_matrix ? block.shape[0] : 1;
    list.push_back({block.offset, rows, block.size / rows, is_matrix && block.is_weight, block.is_weight});
  }
  return list;
}

}  // namespace loss_playground
