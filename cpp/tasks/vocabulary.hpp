// SPDX-License-Identifier: MIT
#pragma once
// Characters as tokens. Token 0 is the boundary: it stands before and after each text, so that a model learns where one
// begins and ends.
//
// letters (27): '.' is the boundary and any run of characters that are no letters; then a–z, capitals lowered.
// characters (65): the line break is the boundary; then the other characters of Shakespeare's plays, as they are.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

class Vocabulary {
 public:
  enum class Kind { letters, characters };

  Vocabulary() = default;
  explicit Vocabulary(Kind kind) : kind_(kind) {}

  Index size() const { return static_cast<Index>(characters().size()); }
  std::string_view characters() const {
    return kind_ == Kind::letters ? ".abcdefghijklmnopqrstuvwxyz"
                                  : "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  }

  /// Appends the tokens of a text in ASCII. The error names the place of the first character that has no token.
  void encode(std::string_view text, std::vector<std::uint8_t>& tokens, Error& error) const;
  std::string decode(const std::vector<std::uint8_t>& tokens) const;

 private:
  Kind kind_ = Kind::letters;
};

inline constexpr std::initializer_list<const char*> vocabulary_names = {"letters", "characters"};
inline constexpr const char* vocabulary_doc =
    "letters: a to z and a dot for all else; characters: capitals, marks and spaces too. A model goes from one text to "
    "another only if both have the same.";

}  // namespace loss_playground
