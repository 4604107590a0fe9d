// SPDX-License-Identifier: MIT
#include "search/text_features.hpp"

#include <algorithm>
#include <string>

namespace loss_playground {

namespace {

constexpr char word_mark = 1, begin_mark = 2, end_mark = 3;

std::uint32_t fnv1a(std::string_view bytes) {
  std::uint32_t hash = 0x811c9dc5u;
  for (char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x01000193u;
  return hash;
}

/// Bytes of the UTF-8 character that begins with this one; 1 for a byte that begins none.
std::size_t character_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte >= 0xF0 ? 4 : (byte >= 0xE0 ? 3 : (byte >= 0xC0 ? 2 : 1));
}

bool is_in_word(std::string_view character) {
  const char first = character[0];
  if (static_cast<unsigned char>(first) < 128)
    return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');
  // U+2000 to U+207F: dashes, curly quotation marks and similar.
  return !(character.size() == 3 && character[0] == '\xE2' && (character[1] == '\x80' || character[1] == '\x81'));
}

/// A word with its marks, as the places where its characters begin, and its end.
void hash_word(const std::string& word, std::vector<std::uint32_t>& hashes) {
  std::string marked = begin_mark + word + end_mark;
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < marked.size(); at += character_length(marked[at])) starts.push_back(at);
  starts.push_back(marked.size());
  hashes.push_back(fnv1a(word_mark + word));
  for (std::size_t k = 0; k + 3 < starts.size(); ++k)
    hashes.push_back(fnv1a(std::string_view(marked).substr(starts[k], starts[k + 3] - starts[k])));
}

}  // namespace

std::vector<std::uint32_t> hash_features(std::string_view text) {
  std::vector<std::uint32_t> hashes;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, character_length(text[at]));
    at += character.size();
    if (is_in_word(character)) {
      const bool capital = character[0] >= 'A' && character[0] <= 'Z';
      word += capital ? std::string(1, static_cast<char>(character[0] - 'A' + 'a')) : std::string(character);
    }
    if (!word.empty() && (at >= text.size() || !is_in_word(character))) {
      hash_word(word, hashes);
      word.clear();
    }
  }
  return hashes;
}

void KnownFeatures::add(std::string_view text) {
  const auto found = hash_features(text);
  hashes_.insert(hashes_.end(), found.begin(), found.end());
}

void KnownFeatures::close() {
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
}

std::vector<std::int32_t> KnownFeatures::encode(std::string_view text) const {
  std::vector<std::int32_t> tokens;
  for (std::uint32_t hash : hash_features(text))
    if (std::binary_search(hashes_.begin(), hashes_.end(), hash))
      tokens.push_back(static_cast<std::int32_t>(1 + hash % static_cast<std::uint32_t>(buckets_ - 1)));
  return tokens;
}

}  // namespace loss_playground
