// SPDX-License-Identifier: MIT
#include "tasks/custom_search.hpp"

#include <algorithm>

namespace loss_playground {

namespace {

constexpr const char* path = "task.params.pairs";

/// A part of a line without white space around it; control characters and further tabs are spaces.
std::string cell(std::string_view given) {
  std::string text;
  for (char each : given) {
    const auto byte = static_cast<unsigned char>(each);
    text += byte < ' ' || byte == 0x7F ? ' ' : each;
  }
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

Index count_characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
}

/// A document and a query for it.
using Pair = std::pair<std::string, std::string>;

/// The pair of a line; both parts are empty on an empty line. The error names what has no word.
Pair pair_of(std::string_view line, const std::string& place, Error& error) {
  const std::size_t tab = line.find('\t');
  const Pair pair{tab == line.npos ? std::string() : cell(line.substr(tab + 1)), cell(line.substr(0, tab))};
  const auto& [document, query] = pair;
  if (query.empty() && document.empty()) return pair;
  if (hash_features(document).empty())
    error = {path, place + "\"" + document + "\"", "a document after a tab, with a letter or a digit"};
  if (hash_features(query).empty())
    error = {path, place + "\"" + query + "\"", "a query before the tab, with a letter or a digit"};
  return pair;
}

/// The different pairs of a text, a line each, in order of their documents.
std::vector<Pair> read_pairs(std::string_view text, Error& error) {
  std::vector<Pair> pairs;
  const auto characters = static_cast<std::size_t>(count_characters(text));
  if (characters > CustomSearch::most_characters)
    error = {path, "a text of " + std::to_string(characters) + " characters",
             "up to " + std::to_string(CustomSearch::most_characters) + " characters"};
  for (std::size_t begin = 0, line = 1; begin < text.size() && !error; ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string place = "line " + std::to_string(line) + ": ";
    auto pair = pair_of(text.substr(begin, end - begin), place, error);
    if (!pair.first.empty()) pairs.push_back(std::move(pair));
    if (pairs.size() > CustomSearch::most_pairs)
      error = {path, place + "pair " + std::to_string(pairs.size()),
               "up to " + std::to_string(CustomSearch::most_pairs) + " pairs"};
    begin = end + 1;
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  if (!error && (pairs.empty() || pairs.front().first == pairs.back().first))
    error = {path, pairs.empty() ? "no pair" : "only one document", "pairs with at least 2 different documents"};
  return pairs;
}

}  // namespace

Dataset CustomSearch::make(const Source& source, Error& error) const {
  const auto found = read_pairs(pairs, error);
  if (error) return {};
  const auto wanted = static_cast<std::size_t>(test_fraction * static_cast<double>(found.size()) + 0.5);
  std::vector<std::uint8_t> held_out(found.size(), 0);
  std::fill_n(held_out.begin(), std::clamp<std::size_t>(wanted, 1, found.size() - 1), std::uint8_t{1});
  Random random(source.seed, Stream::split);
  shuffle(held_out, random);
  SearchTexts texts{{}, {}, {}, KnownFeatures(buckets)};
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& [document, query] = found[i];
    if (texts.documents.empty() || texts.documents.back().text != document) {
      texts.documents.push_back({"", "", document});
      texts.features.add(document);
    }
    (held_out[i] ? texts.test : texts.train).push_back({query, static_cast<Index>(texts.documents.size()) - 1});
  }
  for (const Query& query : texts.train) texts.features.add(query.text);
  texts.features.close();
  return search_data(std::move(texts), dimensions);
}

}  // namespace loss_playground
