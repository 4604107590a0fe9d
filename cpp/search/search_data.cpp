// SPDX-License-Identifier: MIT
#include "search/search_data.hpp"

#include <algorithm>

namespace loss_playground {

namespace {

constexpr std::size_t most_features = 8'000'000, least_features = 250;

/// Rows of tokens, filled up with 0 to the length of the longest, or cut to the length that there is room for.
void set_rows(const std::vector<std::vector<std::int32_t>>& rows, SearchData& data) {
  const std::size_t most = std::max(least_features, most_features / rows.size());
  for (const auto& row : rows) data.columns = std::max(data.columns, static_cast<Index>(std::min(row.size(), most)));
  data.tokens.assign(rows.size() * static_cast<std::size_t>(data.columns), 0);
  for (std::size_t i = 0; i < rows.size(); ++i)
    std::copy_n(rows[i].begin(), std::min(rows[i].size(), most),
                data.tokens.begin() + static_cast<Index>(i) * data.columns);
}

}  // namespace

SearchData search_data(SearchTexts texts, Index dimensions) {
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
