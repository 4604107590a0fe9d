// SPDX-License-Identifier: MIT
#include "language/vocabulary.hpp"

#include <algorithm>

namespace loss_playground {

namespace {

/// A message lists the characters of a vocabulary of up to this size.
constexpr Index most_listed = 100;

bool is_letter(char32_t character) { return character >= 'a' && character <= 'z'; }
char32_t lowered(char32_t character) {
  return character >= 'A' && character <= 'Z' ? character - U'A' + U'a' : character;
}

/// Bytes that follow the first of a character in UTF-8; 0 where it stands alone, or is none.
std::size_t following(unsigned char first) { return first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0; }

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  const std::size_t more = following(first);
  char32_t character = more == 0 ? first : first & (0x3Fu >> more);
  for (std::size_t k = 0; k < more && at < text.size(); ++k)
    character = character << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  return character;
}

void append(std::string& text, char32_t character) {
  const auto byte = [&](char32_t bits) { text += static_cast<char>(bits); };
  if (character < 0x80) return byte(character);
  if (character < 0x800) {
    byte(0xC0 | character >> 6);
  } else {
    if (character < 0x10000) {
      byte(0xE0 | character >> 12);
    } else {
      byte(0xF0 | character >> 18);
      byte(0x80 | (character >> 12 & 0x3F));
    }
    byte(0x80 | (character >> 6 & 0x3F));
  }
  byte(0x80 | (character & 0x3F));
}

Vocabulary::Vocabulary(Kind kind) : kind_(kind) {
  const std::string_view known = kind == Kind::letters
                                     ? ".abcdefghijklmnopqrstuvwxyz"
                                     : "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  characters_.assign(known.begin(), known.end());
}

Vocabulary Vocabulary::of(std::string_view text) {
  std::vector<std::uint64_t> all, found;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (character >= ' ' || character == '\t') all.push_back(character);
  }
  std::sort(all.begin(), all.end());
  // Each character below its count, so that they can be sorted by it: of equal counts the lower character comes first.
  constexpr int shift = 32;
  for (std::size_t i = 0, begin = 0; i < all.size(); ++i) {
    if (i + 1 < all.size() && all[i + 1] == all[i]) continue;
    const std::uint64_t rare = all.size() - (i + 1 - begin);
    found.push_back(rare << shift | all[i]);
    begin = i + 1;
  }
  Vocabulary own(Kind::own);
  own.characters_ = {U'\n'};
  own.has_other_ = 1 + found.size() > most_own;
  if (own.has_other_) std::sort(found.begin(), found.end());
  for (std::uint64_t each : found) {
    // The boundary and the token of all others are two of the vocabulary.
    if (own.has_other_ && own.characters_.size() == most_own - 1) break;
    const auto character = static_cast<char32_t>(each);
    if (!own.has_other_ || character != other) own.characters_.push_back(character);
  }
  std::sort(own.characters_.begin() + 1, own.characters_.end());
  if (own.has_other_) own.characters_.push_back(other);
  return own;
}

std::string Vocabulary::characters() const {
  std::string text;
  for (char32_t character : characters_) append(text, character);
  return text;
}

std::string Vocabulary::character(Token token) const {
  std::string text;
  append(text, characters_[token]);
  return text;
}

std::size_t Vocabulary::find(char32_t character) const {
  const char32_t wanted = kind_ == Kind::letters ? lowered(character) : character;
  if (wanted == characters_[0]) return 0;
  // All are in order but the boundary and the token of the others.
  const auto end = characters_.end() - has_other_;
  const auto at = std::lower_bound(characters_.begin() + 1, end, wanted);
  return static_cast<std::size_t>((at != end && *at == wanted ? at : end) - characters_.begin());
}

bool Vocabulary::is_gap(char32_t character) const {
  return kind_ == Kind::letters && character < 128 && !is_letter(lowered(character));
}

void Vocabulary::encode(std::string_view text, std::vector<Token>& tokens, Error& error) const {
  bool in_gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t given = next_character(text, at);
    if (is_gap(given)) {
      if (!in_gap) tokens.push_back(0);
      in_gap = true;
      continue;
    }
    const std::size_t token = find(given);
    if (token == characters_.size()) {
      error = {"text[" + std::to_string(begin) + "]", "\"" + std::string(text.substr(begin, at - begin)) + "\"",
               size() > most_listed ? "only the " + std::to_string(size() - 1) + " characters of the vocabulary"
                                    : "only characters of the vocabulary: " + characters().substr(1)};
      return;
    }
    tokens.push_back(static_cast<Token>(token));
    in_gap = false;
  }
}

std::string Vocabulary::decode(const std::vector<Token>& tokens) const {
  std::string text;
  for (Token token : tokens) append(text, characters_[token]);
  return text;
}

}  // namespace loss_playground
