// SPDX-License-Identifier: MIT
#include "search/named_rows.hpp"

#include <algorithm>

namespace loss_playground {

template <class T>
NamedRows<T>::NamedRows(const TextRows& data, Index begin, Index end)
    : texts_(data.texts),
      texts_a_row_(data.texts_a_row),
      target_columns_(data.target_columns),
      numbers_(data.numbers.begin() + begin * texts_a_row_, data.numbers.begin() + end * texts_a_row_) {
  targets_.reserve(static_cast<std::size_t>((end - begin) * target_columns_));
  for (Index i = begin * target_columns_; i < end * target_columns_; ++i)
    targets_.push_back(static_cast<T>(data.targets[static_cast<std::size_t>(i)]));
}

template <class T>
void NamedRows<T>::copy(std::span<const std::int32_t> rows, T* inputs, T* targets) const {
  for (const std::int32_t row : rows) {
    const std::int32_t* named = numbers_.data() + row * texts_a_row_;
    for (Index k = 0; k < texts_a_row_; ++k) {
      const std::int32_t* tokens = texts_->tokens.data() + named[k] * texts_->width;
      for (Index j = 0; j < texts_->width; ++j) *inputs++ = static_cast<T>(tokens[j]);
    }
    // A loop, since rows are short and a call of the C library costs more than it saves.
    const T* wanted = targets_.data() + row * target_columns_;
    for (Index j = 0; j < target_columns_; ++j) *targets++ = wanted[j];
  }
}

template class NamedRows<float>;
template class NamedRows<double>;

}  // namespace loss_playground
