// SPDX-License-Identifier: MIT
#include "expression/formula.hpp"

#include <algorithm>
#include <utility>

#include "core/math.hpp"
#include "expression/tokens.hpp"
#include "expression/types.hpp"

namespace loss_playground::expression {

namespace {

constexpr struct {
  const char* name;
  double value;
} constants[] = {{"pi", math::pi}, {"e", 2.71828182845904523536}};

const char* const keywords[] = {"and", "or", "not", "in"};

/// All inputs, of any mode, and what counts the columns.
const char* const input_words[] = {"input", "target", "anchor", "positive", "negative", "classes", "dimensions"};

template <class List>
bool has(const List& list, const std::string& name) {
  return std::any_of(std::begin(list), std::end(list), [&](const char* word) { return name == word; });
}

/// Recursive descent; a level a binding strength. After a problem it returns at once.
class Parser {
 public:
  explicit Parser(const std::string& text) : tokens_(tokens_of(text, formula_.problem)) {}

  Formula read() {
    while (!formula_.problem && formula_.result < 0) statement();
    skip_line_ends();
    if (!formula_.problem && here().kind != TokenKind::end)
      expected("nothing after the loss, which is the last line; a line before it starts with a name and =");
    return std::move(formula_);
  }

 private:
  const Token& here() const { return tokens_[at_]; }
  const Token& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool at(const char* sign) const {
    return (here().kind == TokenKind::sign || here().kind == TokenKind::name) && here().text == sign;
  }
  bool take(const char* sign) {
    if (!at(sign)) return false;
    ++at_;
    return true;
  }

  int expected(std::string allowed, std::vector<std::string> known = {}) {
    if (!formula_.problem) formula_.problem = {here().place, here().text, std::move(allowed), std::move(known)};
    return -1;
  }

  void skip_line_ends() {
    while (here().kind == TokenKind::line_end) ++at_;
  }

  void statement() {
    skip_line_ends();
    const bool is_named = here().kind == TokenKind::name && next().kind == TokenKind::sign && next().text == "=";
    if (is_named) return named();
    const int part = expression();
    if (formula_.problem) return;
    if (here().kind != TokenKind::end && here().kind != TokenKind::line_end) {
      expected(at("=") ? "a comparison with ==, or a name before =" : "an operator or the end of the line");
      return;
    }
    formula_.result = part;
  }

  void named() {
    const std::string name = here().text;
    if (has(input_words, name) || has(keywords, name) || find_function(name) || is_constant(name) || is_known(name)) {
      expected("a name that is not taken yet");
      return;
    }
    at_ += 2;
    const std::size_t begin = at_;
    const int part = expression();
    if (formula_.problem) return;
    if (take("in")) {
      parameter(name, begin, part);
    } else {
      formula_.locals.push_back({name, part});
    }
    if (!formula_.problem && here().kind != TokenKind::line_end)
      expected(here().kind == TokenKind::end ? "one more line: the loss itself" : "an operator or the end of the line");
  }

  /// `part` was read as an expression; a parameter's is a number, perhaps negative.
  void parameter(const std::string& name, std::size_t begin, int part) {
    const std::size_t after = at_;
    at_ = begin;
    double value = 0, low = 0, high = 0;
    const Place place = signed_number(value);
    if (formula_.problem) return;
    if (!at("in")) {
      expected("a number, and in for its range, as in " + name + " = 1 in 0..10");
      return;
    }
    at_ = after;
    signed_number(low);
    if (!formula_.problem && !take("..")) expected(".. between the ends of the range, as in 0..10");
    if (!formula_.problem) signed_number(high);
    if (formula_.problem) return;
    if (!(low < high)) {
      --at_;
      expected("an end of the range above its start");
    } else if (value < low || value > high) {
      at_ = begin;
      expected("a value within its range");
    } else {
      formula_.parts.erase(formula_.parts.begin() + first_part_of(part), formula_.parts.end());
      formula_.parameters.push_back({name, value, low, high, place});
    }
  }

  /// A number alone is one part, with a sign two.
  int first_part_of(int part) const {
    const auto& args = formula_.parts[static_cast<std::size_t>(part)].args;
    return args.empty() ? part : args[0];
  }

  Place signed_number(double& value) {
    const Place sign = here().place;
    const bool negative = take("-");
    if (here().kind != TokenKind::number) {
      expected("a number");
      return {};
    }
    value = negative ? -here().number : here().number;
    const Place place{negative ? sign.begin : here().place.begin, here().place.end};
    ++at_;
    return place;
  }

  int add(Part part) {
    if (formula_.problem) return -1;
    if (static_cast<int>(formula_.parts.size()) >= most_parts)
      return expected("a formula of at most " + std::to_string(most_parts) + " parts");
    formula_.parts.push_back(std::move(part));
    return static_cast<int>(formula_.parts.size()) - 1;
  }

  Place place_of(int part) const { return formula_.parts[static_cast<std::size_t>(part)].place; }

  /// Deeper by one level while it lives.
  struct Level {
    explicit Level(int& level) : depth(++level) {}
    ~Level() { --depth; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    int& depth;
  };

  int expression() {
    const Level level(depth_);
    if (depth_ > most_depth)
      return expected("at most " + std::to_string(most_depth) + " parentheses within each other");
    return either();
  }

  int operation(const std::string& word, std::vector<int> args, Place place) {
    if (formula_.problem) return -1;
    const auto* function = find_operator(word, static_cast<int>(args.size()));
    return add({PartKind::operation, place, word, std::move(args), 0, function});
  }

  /// Operators of one strength, from left to right.
  int chain(std::initializer_list<const char*> words, int (Parser::*stronger)()) {
    int left = (this->*stronger)();
    for (;;) {
      const auto word = std::find_if(words.begin(), words.end(), [&](const char* sign) { return at(sign); });
      if (formula_.problem || word == words.end()) return left;
      ++at_;
      const int right = (this->*stronger)();
      if (formula_.problem) return -1;
      left = operation(*word, {left, right}, {place_of(left).begin, place_of(right).end});
    }
  }

  int either() { return chain({"or"}, &Parser::both); }
  int both() { return chain({"and"}, &Parser::negation); }

  int negation() {
    const int begin = here().place.begin;
    if (!take("not")) return comparison();
    const Level level(depth_);
    if (depth_ > most_depth) return expected("fewer operators in front of each other");
    const int part = negation();
    return formula_.problem ? -1 : operation("not", {part}, {begin, place_of(part).end});
  }

  int comparison() {
    const int left = sum();
    for (const char* word : {"<", "<=", ">", ">=", "==", "!="}) {
      if (formula_.problem || !take(word)) continue;
      const int right = sum();
      if (formula_.problem) return -1;
      for (const char* again : {"<", "<=", ">", ">=", "==", "!="})
        if (at(again)) return expected("and between two comparisons, as in 0 < x and x < 1");
      return operation(word, {left, right}, {place_of(left).begin, place_of(right).end});
    }
    return left;
  }

  int sum() { return chain({"+", "-"}, &Parser::product); }
  int product() { return chain({"*", "/"}, &Parser::signed_power); }

  int signed_power() {
    const int begin = here().place.begin;
    const bool negative = at("-");
    if (!negative && !at("+")) return power();
    ++at_;
    const Level level(depth_);
    if (depth_ > most_depth) return expected("fewer signs in front of each other");
    const int part = signed_power();
    if (formula_.problem || !negative) return part;
    return operation("-", {part}, {begin, place_of(part).end});
  }

  int power() {
    const int base = indexed();
    if (formula_.problem || !take("^")) return base;
    const Level level(depth_);
    if (depth_ > most_depth) return expected("fewer powers of powers");
    const int exponent = signed_power();
    if (formula_.problem) return -1;
    return operation("^", {base, exponent}, {place_of(base).begin, place_of(exponent).end});
  }

  int indexed() {
    int part = primary();
    while (!formula_.problem && take("[")) {
      const int index = expression();
      if (formula_.problem) return -1;
      const int end = here().place.end;
      if (!take("]")) return expected("]");
      part = add({PartKind::index, {place_of(part).begin, end}, "[]", {part, index}});
    }
    return part;
  }

  int primary() {
    const Token token = here();
    if (formula_.problem) return -1;
    if (token.kind == TokenKind::number) {
      ++at_;
      return add({PartKind::number, token.place, token.text, {}, token.number});
    }
    if (token.kind == TokenKind::name && !has(keywords, token.text)) return name();
    if (!take("(")) return expected("a number, a name or (");
    const int part = expression();
    const int end = here().place.end;
    if (!formula_.problem && !take(")")) return expected(") or an operator");
    // With its parentheses, so that the text of what it is part of is whole.
    if (!formula_.problem) formula_.parts[static_cast<std::size_t>(part)].place = {token.place.begin, end};
    return part;
  }

  static bool is_constant(const std::string& name) {
    return std::any_of(std::begin(constants), std::end(constants), [&](const auto& one) { return name == one.name; });
  }
  bool is_known(const std::string& name) const {
    return std::any_of(formula_.parameters.begin(), formula_.parameters.end(),
                       [&](const auto& one) { return name == one.id; }) ||
           std::any_of(formula_.locals.begin(), formula_.locals.end(),
                       [&](const auto& one) { return name == one.name; });
  }

  int name() {
    const Token token = here();
    const std::string& word = token.text;
    if (next().kind == TokenKind::sign && next().text == "(") return call();
    for (const auto& [constant, value] : constants)
      if (word == constant) return take_name({PartKind::constant, token.place, word, {}, value});
    for (const auto& parameter : formula_.parameters)
      if (word == parameter.id) return take_name({PartKind::parameter, token.place, word, {}, parameter.value});
    for (const auto& local : formula_.locals)
      if (word == local.name) return take_name({PartKind::local, token.place, word, {local.part}});
    if (has(input_words, word)) return take_name({PartKind::input, token.place, word});
    if (find_function(word)) return expected("( after the function " + word);
    std::vector<std::string> known = function_names();
    known.insert(known.end(), std::begin(input_words), std::end(input_words));
    for (const auto& parameter : formula_.parameters) known.push_back(parameter.id);
    for (const auto& local : formula_.locals) known.push_back(local.name);
    return expected("a known name, or a line before that says what it is", std::move(known));
  }

  int take_name(Part part) {
    ++at_;
    return add(std::move(part));
  }

  int call() {
    const Token token = here();
    if (!find_function(token.text)) return expected("a known function", function_names());
    at_ += 2;
    std::vector<int> args;
    while (!formula_.problem && !at(")")) {
      if (!args.empty() && !take(",")) return expected("a comma or )");
      args.push_back(expression());
    }
    if (formula_.problem) return -1;
    const int end = here().place.end;
    ++at_;
    const auto* function = find_function(token.text, static_cast<int>(args.size()));
    if (!function) {
      formula_.problem = {{token.place.begin, end},
                          token.text + " of " + std::to_string(args.size()),
                          numbers_of_arguments(token.text) + " between its parentheses"};
      return -1;
    }
    return add({PartKind::call, {token.place.begin, end}, token.text, std::move(args), 0, function});
  }

  static std::string numbers_of_arguments(const std::string& name) {
    std::string words;
    for (int count = 1; count <= 3; ++count) {
      if (!find_function(name, count)) continue;
      words += (words.empty() ? "" : " or ") + std::to_string(count);
    }
    return words + (words == "1" ? " argument" : " arguments");
  }

  Formula formula_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::vector<std::string> input_names(Mode mode) {
  if (mode == Mode::triplet) return {"anchor", "positive", "negative"};
  return {"input", "target"};
}

Formula read_formula(const std::string& text) {
  // No character is longer, so that a text of any length is refused at once.
  if (text.size() > 4 * most_characters || characters_of(text) > most_characters) {
    Formula formula;
    formula.problem = {
        {0, most_characters}, "", "a formula of at most " + std::to_string(most_characters) + " characters"};
    return formula;
  }
  Formula formula = Parser(text).read();
  if (!formula.problem) check_types(formula);
  return formula;
}

}  // namespace loss_playground::expression
