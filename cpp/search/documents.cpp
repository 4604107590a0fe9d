// SPDX-License-Identifier: MIT
#include "search/documents.hpp"

#include "core/random.hpp"

namespace loss_playground {

namespace {

std::vector<std::string> split_at(std::string_view text, char mark) {
  std::vector<std::string> parts(1);
  for (char each : text) {
    if (each == mark) {
      parts.emplace_back();
    } else {
      parts.back() += each;
    }
  }
  return parts;
}

}  // namespace

std::vector<Document> read_emoji(std::span<const std::uint8_t> bytes, Error& error) {
  std::vector<Document> documents;
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  bool whole = true;
  for (const std::string& line : split_at(text, '\n')) {
    const auto fields = split_at(line, '\t');
    whole = whole && fields.size() >= 4 && fields[1].size() == 1 && fields[1][0] >= '0' && fields[1][0] <= '9';
    if (!whole) break;
    documents.push_back(
        {fields[0], emoji_groups.begin()[fields[1][0] - '0'], fields[2], {fields.begin() + 3, fields.end()}});
  }
  if (!whole || documents.size() < 2)
    error = {"task.data", "a file of " + std::to_string(bytes.size()) + " bytes",
             "at least 2 lines of emoji, group, description and tags"};
  return documents;
}

SearchTexts split_tags(std::vector<Document> documents, double test_fraction, Index buckets, std::uint64_t seed) {
  SearchTexts texts{std::move(documents), {}, {}, KnownFeatures(buckets)};
  Random random(seed, Stream::split);
  for (std::size_t i = 0; i < texts.documents.size(); ++i) {
    auto tags = texts.documents[i].tags;
    shuffle(tags, random);
    const auto held_out = static_cast<std::size_t>(test_fraction * static_cast<double>(tags.size()) + 0.5);
    for (std::size_t k = 0; k < tags.size(); ++k)
      (k < held_out ? texts.test : texts.train).push_back({tags[k], static_cast<Index>(i)});
    texts.features.add(texts.documents[i].text);
  }
  for (const Query& query : texts.train) texts.features.add(query.text);
  texts.features.close();
  return texts;
}

bool both_parts(const SearchTexts& texts, Error& error) {
  const bool both = !texts.train.empty() && !texts.test.empty();
  if (!both)
    error = {
        "task.params.test_fraction",
        std::to_string(texts.train.size()) + " training tags and " + std::to_string(texts.test.size()) + " test tags",
        "a fraction that leaves some tags for both training and test"};
  return both;
}

}  // namespace loss_playground
