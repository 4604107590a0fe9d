// SPDX-License-Identifier: MIT
#include "tasks/emoji_search.hpp"

namespace loss_playground {

Dataset EmojiSearch::make(const Source& source, Error& error) const {
  auto documents = read_emoji(source.bytes, error);
  if (error) return {};
  auto texts = split_tags(std::move(documents), test_fraction, buckets, source.seed);
  if (!both_parts(texts, error)) return {};
  return search_data(std::move(texts), dimensions);
}

}  // namespace loss_playground
