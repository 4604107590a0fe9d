// SPDX-License-Identifier: MIT
#include "tasks/emoji_lists.hpp"

#include <algorithm>
#include <iterator>

namespace loss_playground {

TagIndex::TagIndex(const std::vector<Document>& documents) {
  for (const Document& document : documents) names_.insert(names_.end(), document.tags.begin(), document.tags.end());
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  having_.resize(names_.size());
  for (const Document& document : documents) {
    auto& numbers = tags_.emplace_back();
    for (const std::string& tag : document.tags) numbers.push_back(number(tag));
    std::sort(numbers.begin(), numbers.end());
    for (std::int32_t tag : numbers)
      having_[static_cast<std::size_t>(tag)].push_back(static_cast<std::int32_t>(tags_.size() - 1));
  }
  shared_.resize(tags_.size() * tags_.size());
  for (const auto& documents_of_tag : having_)
    for (std::int32_t a : documents_of_tag)
      for (std::int32_t b : documents_of_tag)
        ++shared_[static_cast<std::size_t>(a) * tags_.size() + static_cast<std::size_t>(b)];
}

std::int32_t TagIndex::number(const std::string& tag) const {
  return static_cast<std::int32_t>(std::lower_bound(names_.begin(), names_.end(), tag) - names_.begin());
}

bool TagIndex::has(std::int32_t document, std::int32_t tag) const {
  const auto& numbers = tags_of(document);
  return std::binary_search(numbers.begin(), numbers.end(), tag);
}

double TagIndex::overlap(std::int32_t a, std::int32_t b) const {
  const Index both = shared(a, b);
  if (both == 0) return 0;
  return static_cast<double>(both) / static_cast<double>(count(a) + count(b) - both);
}

std::vector<std::int32_t> TagIndex::neighbors(std::int32_t document, const std::string& but) const {
  std::vector<std::int32_t> found;
  for (std::int32_t tag : tags_[static_cast<std::size_t>(document)])
    if (names_[static_cast<std::size_t>(tag)] != but)
      found.insert(found.end(), having_[static_cast<std::size_t>(tag)].begin(),
                   having_[static_cast<std::size_t>(tag)].end());
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  found.erase(std::remove(found.begin(), found.end(), document), found.end());
  return found;
}

void set_texts(const std::vector<std::string>& texts, const KnownFeatures& features, Index texts_a_row,
               TextRows& data) {
  std::vector<std::vector<std::int32_t>> rows;
  TextTable table;
  for (const std::string& text : texts) {
    rows.push_back(features.encode(text));
    table.width = std::max(table.width, static_cast<Index>(rows.back().size()));
  }
  table.tokens.assign(rows.size() * static_cast<std::size_t>(table.width), 0);
  for (std::size_t i = 0; i < rows.size(); ++i)
    std::copy(rows[i].begin(), rows[i].end(), table.tokens.begin() + static_cast<Index>(i) * table.width);
  data.texts_a_row = texts_a_row;
  data.buckets = features.buckets();
  data.texts = std::make_shared<const TextTable>(std::move(table));
}

}  // namespace loss_playground
