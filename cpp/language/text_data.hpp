// SPDX-License-Identifier: MIT
#pragma once
// The data of a next-token task.
#include <memory>

#include "language/text.hpp"

namespace loss_playground {

/// A row is a position in the text: its inputs are the tokens before it, its target is the token there.
struct TextData {
  std::shared_ptr<const TokenText> text{};
  /// Context length: how many previous tokens a model uses.
  Index context = 0;
  /// Tokens of the training texts come first, those of the test texts follow.
  Index train_tokens = 0;
};

inline TextData text_data(SplitText split, Index context) {
  return {std::make_shared<const TokenText>(std::move(split.text)), context, split.train_tokens};
}

}  // namespace loss_playground
