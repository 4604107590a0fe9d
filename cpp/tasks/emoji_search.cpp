// SPDX-License-Identifier: MIT
#include "tasks/emoji_search.hpp"

#include <algorithm>

namespace loss_playground {

namespace {

/// Rows of tokens, filled up with 0 to the length of the longest.
void set_rows(const std::vector<std::vector<std::int32_t>>& rows, SearchData& data) {
  for (const auto& row : rows) data.columns = std::max(data.columns, static_cast<Index>(row.size()));
  data.tokens.assign(rows.size() * static_cast<std::size_t>(data.columns), 0);
  for (std::size_t i = 0; i < rows.size(); ++i)
    std::copy(rows[i].begin(), rows[i].end(), data.tokens.begin() + static_cast<Index>(i) * data.columns);
}

}  // namespace

Dataset EmojiSearch::make(const Source& source, Error& error) const {
  auto documents = read_emoji(source.bytes, error);
  if (error) return {};
  auto texts = split_tags(std::move(documents), test_fraction, buckets, source.seed);
  if (!both_parts(texts, error)) return {};
  SearchData data;
  std::vector<std::vector<std::int32_t>> rows;
  const auto add = [&](const std::string& text, std::size_t document) {
    rows.push_back(texts.features.encode(text));
    data.documents.push_back(static_cast<double>(document));
  };
  for (std::size_t i = 0; i < texts.documents.size(); ++i) add(texts.documents[i].text, i);
  for (const Query& query : texts.train) add(query.text, static_cast<std::size_t>(query.document));
  data.train_rows = static_cast<Index>(rows.size());
  for (const Query& query : texts.test) add(query.text, static_cast<std::size_t>(query.document));
  set_rows(rows, data);
  data.dimensions = dimensions;
  data.texts = std::make_shared<const SearchTexts>(std::move(texts));
  return data;
}

}  // namespace loss_playground
