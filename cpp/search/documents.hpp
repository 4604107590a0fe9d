// SPDX-License-Identifier: MIT
#pragma once
// The documents and queries of a search. Its own are 1,914 emoji with an English description and keyword tags, as the
// file in web/data has them: a line an emoji, its fields apart by tabs: the emoji, its group's number, its description,
// its tags. From the npm package emojibase-data, https://emojibase.dev
#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/tensor.hpp"
#include "search/text_features.hpp"

namespace loss_playground {

inline constexpr std::initializer_list<const char*> emoji_groups = {
    "smileys-emotion", "people-body", "component", "animals-nature", "food-drink",
    "travel-places",   "activities",  "objects",   "symbols",        "flags"};

/// A document: its mark (an emoji) and its group, both empty for a document of the user's, and its text.
struct Document {
  std::string mark{};
  const char* group = "";
  std::string text{};
  std::vector<std::string> tags{};
};

/// A query, such as an emoji's tag, and the document that it is for.
struct Query {
  std::string text;
  Index document;
};

/// Documents and queries of a search, split into training queries and test queries.
struct SearchTexts {
  std::vector<Document> documents;
  std::vector<Query> train, test;
  KnownFeatures features;
};

std::vector<Document> read_emoji(std::span<const std::uint8_t> bytes, Error& error);

/// Sets a share of each document's tags aside (rounded: 0.2 of 2 is none, of 3 one), and learns the features of the
/// documents' texts and of the other tags. `buckets`: see text_features.hpp.
SearchTexts split_tags(std::vector<Document> documents, double test_fraction, Index buckets, std::uint64_t seed);

/// The error says that there are no training tags or no test tags.
bool both_parts(const SearchTexts& texts, Error& error);

}  // namespace loss_playground
