// SPDX-License-Identifier: MIT
#pragma once
// Characters as tokens. Token 0 is the boundary: it stands before and after each text, so that a model learns where one
// begins and ends.
//
// letters (27): '.' is the boundary and any run of characters that are no letters; then a–z, capitals lowered.
// characters (65): the line break is the boundary; then the other characters of Shakespeare's plays, as they are.
// own (up to 512): the line break is the boundary; then the other characters of a text, in the order of their numbers.
// Of a text with more different ones the 511 most frequent have a token each, and all others one, □, which is the last.
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

/// The number of a token.
using Token = std::uint16_t;

class Vocabulary {
 public:
  enum class Kind { letters, characters, own };

  explicit Vocabulary(Kind kind = Kind::letters);
  static constexpr std::size_t most_own = 512;
  /// Stands for the characters without a token of their own.
  static constexpr char32_t other = U'\u25A1';

  /// The boundary and the characters of a text, of control characters the tab alone.
  static Vocabulary of(std::string_view text);

  Index size() const { return static_cast<Index>(characters_.size()); }
  /// The character of each token, one after the other.
  std::string characters() const;
  std::string character(Token token) const;

  /// Whether a character has a token or, among letters, is a gap.
  bool knows(char32_t character) const { return is_gap(character) || find(character) < characters_.size(); }
  /// Appends the tokens of a text. The error names the place of the first character that has no token.
  void encode(std::string_view text, std::vector<Token>& tokens, Error& error) const;
  std::string decode(const std::vector<Token>& tokens) const;

 private:
  /// The token of a character, or the size of the vocabulary.
  std::size_t find(char32_t character) const;
  bool is_gap(char32_t character) const;

  Kind kind_;
  /// Whether the last token stands for all other characters.
  bool has_other_ = false;
  std::vector<char32_t> characters_;
};

inline constexpr std::initializer_list<const char*> vocabulary_names = {"letters", "characters"};
inline constexpr const char* vocabulary_doc =
    "letters: a to z, and a dot for everything else; characters: also capitals, punctuation and spaces. Fine-tuning "
    "needs the same vocabulary in both tasks.";

}  // namespace loss_playground
