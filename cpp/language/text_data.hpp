// SPDX-License-Identifier: MIT
#pragma once
// The data of a next-token task.
#include <memory>

#include "language/text.hpp"

namespace loss_playground {

/// A row is a place in the text: its inputs are the tokens before it, its target is the token there.
struct TextData {
  std::shared_ptr<const TokenText> text{};
  /// Tokens that a model looks back on, or reads at a time.
  Index context = 0;
  /// Tokens to learn from come first, the unseen texts follow.
  Index train_tokens = 0;
};

inline TextData text_data(SplitText split, Index context) {
  return {std::make_shared<const TokenText>(std::move(split.text)), context, split.train_tokens};
}

}  // namespace loss_playground
