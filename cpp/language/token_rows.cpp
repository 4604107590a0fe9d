// SPDX-License-Identifier: MIT
#include "language/token_rows.hpp"

namespace loss_playground {

template <class T>
TokenRows<T>::TokenRows(std::shared_ptr<const TokenText> text, Index begin, Index end, Index context, bool pieces)
    : text_(std::move(text)), context_(context), begin_(begin), size_(end - begin) {
  if (!pieces) return;
  pieces_ = text_->pieces(begin, end, context);
  size_ = static_cast<Index>(pieces_.size()) - 1;
}

template <class T>
void TokenRows<T>::copy(std::span<const std::int32_t> rows, T* inputs, T* targets) const {
  const TokenText& text = *text_;
  if (pieces_.empty()) {
    for (const std::int32_t row : rows) {
      text.window(begin_ + row, context_, inputs);
      *targets++ = static_cast<T>(text[begin_ + row]);
      inputs += context_;
    }
    return;
  }
  for (const std::int32_t row : rows) {
    const std::int32_t* piece = pieces_.data() + row;
    text.piece(piece[0], piece[1], context_, inputs, targets);
    inputs += context_;
    targets += context_;
  }
}

template class TokenRows<float>;
template class TokenRows<double>;

}  // namespace loss_playground
