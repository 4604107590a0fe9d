// SPDX-License-Identifier: MIT
#pragma once
// A formula's text as words, numbers and signs.
#include <string>
#include <vector>

#include "expression/formula.hpp"

namespace loss_playground::expression {

enum class TokenKind { number, name, sign, line_end, end };

struct Token {
  TokenKind kind;
  Place place;
  /// As it is written; signs that look alike are one: `−` is `-`, `**` is `^`, `≤` is `<=`.
  std::string text;
  double number = 0;
};

/// The tokens of a text, the last of kind `end`; up to the first character that no formula has.
std::vector<Token> tokens_of(const std::string& text, Problem& problem);

}  // namespace loss_playground::expression
