// SPDX-License-Identifier: MIT
#pragma once
// Characters as tokens. Token 0 is the boundary: it stands before and after each text, so that a model learns where one
// begins and ends.
//
// letters (27): '.' is the boundary and any run of characters that are no letters; then a–z, capitals lowered.
// characters (65): the line break is the boundary; then the other characters of Shakespeare's plays, as they are.
// own: the line break is the boundary; then the other characters of a text, in the order of their numbers.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

/// The character that starts at `at`, which moves on to the next. Bytes that are no UTF-8 count as characters.
char32_t next_character(std::string_view text, std::size_t& at);
void append(std::string& text, char32_t character);

class Vocabulary {
 public:
  enum class Kind { letters, characters, own };

  explicit Vocabulary(Kind kind = Kind::letters);
  /// The boundary and the characters of a text, of control characters the tab alone.
  static Vocabulary of(std::string_view text);

  Index size() const { return static_cast<Index>(characters_.size()); }
  /// The character of each token, one after the other.
  std::string characters() const;
  std::string character(std::uint8_t token) const;

  /// Whether a character has a token or, among letters, is a gap.
  bool knows(char32_t character) const { return is_gap(character) || find(character) < characters_.size(); }
  /// Appends the tokens of a text. The error names the place of the first character that has no token.
  void encode(std::string_view text, std::vector<std::uint8_t>& tokens, Error& error) const;
  std::string decode(const std::vector<std::uint8_t>& tokens) const;

 private:
  /// The token of a character, or the size of the vocabulary.
  std::size_t find(char32_t character) const;
  bool is_gap(char32_t character) const;

  Kind kind_;
  std::vector<char32_t> characters_;
};

inline constexpr std::initializer_list<const char*> vocabulary_names = {"letters", "characters"};
inline constexpr const char* vocabulary_doc =
    "letters: a to z and a dot for all else; characters: capitals, marks and spaces too. A model goes from one text to "
    "another only if both have the same.";

}  // namespace loss_playground
