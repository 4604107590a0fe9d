// SPDX-License-Identifier: MIT
#pragma once
// Rows that are cut from a text when they are copied, so that 200,000 examples take no more memory than the text.
#include <memory>

#include "language/text.hpp"
#include "training/rows.hpp"

namespace loss_playground {

template <class T>
class TokenRows final : public Rows<T> {
 public:
  /// The places from `begin` to `end`: each a row with the `context` tokens before it as inputs and its own as target,
  /// or, with `pieces`, up to `context` of them a row with a target after each.
  TokenRows(std::shared_ptr<const TokenText> text, Index begin, Index end, Index context, bool pieces);

  Index size() const override { return size_; }
  void copy(std::span<const std::int32_t> rows, T* inputs, T* targets) const override;

 private:
  std::shared_ptr<const TokenText> text_;
  Index context_, begin_, size_;
  /// Where each piece begins, and the end; empty without pieces.
  std::vector<std::int32_t> pieces_;
};

}  // namespace loss_playground
