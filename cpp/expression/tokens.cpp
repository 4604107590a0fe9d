// SPDX-License-Identifier: MIT
#include "expression/tokens.hpp"

#include <cstdlib>

namespace loss_playground::expression {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
/// The first of the two bytes of a Greek letter.
bool is_greek(char c) { return c == '\xce' || c == '\xcf'; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

/// Signs as they may be written and what they mean, longer ones before their beginnings.
constexpr struct {
  const char *written, *meant;
} signs[] = {{"**", "^"}, {"<=", "<="}, {">=", ">="}, {"==", "=="}, {"!=", "!="}, {"..", ".."}, {"…", ".."},
             {"≤", "<="}, {"≥", ">="},  {"≠", "!="},  {"−", "-"},   {"–", "-"},   {"·", "*"},   {"×", "*"},
             {"+", "+"},  {"-", "-"},   {"*", "*"},   {"/", "/"},   {"^", "^"},   {"<", "<"},   {">", ">"},
             {"=", "="},  {"(", "("},   {")", ")"},   {"[", "["},   {"]", "]"},   {",", ","}};

class Reader {
 public:
  Reader(const std::string& text, Problem& problem) : text_(text), problem_(problem) {}

  std::vector<Token> read() {
    while (at_ < text_.size() && !problem_) take();
    add(TokenKind::end, 0, "");
    return std::move(tokens_);
  }

 private:
  char here(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  /// Goes on by some bytes, and counts the characters.
  void skip(std::size_t bytes) {
    for (; bytes > 0; --bytes, ++at_)
      // Four bytes are two characters of UTF-16.
      if (!is_continuation(here())) column_ += static_cast<unsigned char>(here()) >= 0xf0 ? 2 : 1;
  }

  void add(TokenKind kind, std::size_t bytes, std::string meant, double number = 0) {
    const int begin = column_;
    skip(bytes);
    tokens_.push_back({kind, {begin, column_}, std::move(meant), number});
  }

  void take() {
    const char c = here();
    if (c == '\n' || c == ';') return add(TokenKind::line_end, 1, "end of line");
    if (c == ' ' || c == '\t' || c == '\r') return skip(1);
    if (text_.compare(at_, 2, "\xc2\xa0") == 0) return skip(2);
    if (c == '#') {
      while (at_ < text_.size() && here() != '\n') skip(1);
      return;
    }
    if (is_digit(c) || (c == '.' && is_digit(here(1)))) return take_number();
    if (is_letter(c) || is_greek(c)) return take_name();
    for (const auto& [written, meant] : signs)
      if (text_.compare(at_, std::char_traits<char>::length(written), written) == 0)
        return add(TokenKind::sign, std::char_traits<char>::length(written), meant);
    std::size_t bytes = 1;
    while (is_continuation(here(bytes))) ++bytes;
    const std::string found = text_.substr(at_, bytes);
    add(TokenKind::sign, bytes, found);
    problem_ = {tokens_.back().place, found, "a name, a number or an operator"};
  }

  void take_number() {
    std::size_t bytes = 0;
    while (is_digit(here(bytes))) ++bytes;
    // In 0..10 the points are no decimal point.
    if (here(bytes) == '.' && here(bytes + 1) != '.') {
      ++bytes;
      while (is_digit(here(bytes))) ++bytes;
    }
    if (here(bytes) == 'e' || here(bytes) == 'E') {
      const std::size_t sign = here(bytes + 1) == '-' || here(bytes + 1) == '+' ? 1 : 0;
      if (is_digit(here(bytes + 1 + sign))) {
        bytes += 1 + sign;
        while (is_digit(here(bytes))) ++bytes;
      }
    }
    const std::string digits = text_.substr(at_, bytes);
    const double number = std::strtod(digits.c_str(), nullptr);
    add(TokenKind::number, bytes, digits, number);
    if (number > 1e300) problem_ = {tokens_.back().place, digits, "a number up to 1e300"};
  }

  void take_name() {
    std::size_t bytes = 0;
    while (is_letter(here(bytes)) || is_digit(here(bytes)) || is_greek(here(bytes)))
      bytes += is_greek(here(bytes)) && is_continuation(here(bytes + 1)) ? 2 : 1;
    add(TokenKind::name, bytes, text_.substr(at_, bytes));
  }

  const std::string& text_;
  Problem& problem_;
  std::size_t at_ = 0;
  int column_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(const std::string& text, Problem& problem) { return Reader(text, problem).read(); }

int characters_of(const std::string& text) {
  int count = 0;
  for (char byte : text)
    if (!is_continuation(byte)) count += static_cast<unsigned char>(byte) >= 0xf0 ? 2 : 1;
  return count;
}

std::string text_at(const std::string& text, Place place) {
  std::string found;
  int column = 0;
  for (char byte : text) {
    if (!is_continuation(byte)) column += static_cast<unsigned char>(byte) >= 0xf0 ? 2 : 1;
    if (column > place.begin && column <= place.end) found += byte;
  }
  return found;
}

std::string line_and_character(const std::string& text, int at) {
  int line = 1, character = 1, column = 0;
  for (std::size_t i = 0; i < text.size() && column < at; ++i) {
    if (is_continuation(text[i])) continue;
    column += static_cast<unsigned char>(text[i]) >= 0xf0 ? 2 : 1;
    if (text[i] == '\n') {
      ++line;
      character = 1;
    } else {
      ++character;
    }
  }
  return "line " + std::to_string(line) + ", character " + std::to_string(character);
}

}  // namespace loss_playground::expression
