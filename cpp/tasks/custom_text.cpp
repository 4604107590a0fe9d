// SPDX-License-Identifier: MIT
#include "tasks/custom_text.hpp"

namespace loss_playground {

namespace {

constexpr const char* path = "task.params.text";

/// The first character that is refused, with its place as an editor counts; nothing if all are taken.
void check_characters(std::string_view text, const Vocabulary& vocabulary, Error& error) {
  std::size_t line = 1, column = 0, count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = next_character(text, at);
    if (++count > CustomText::most_characters) {
      error = {path, "a text of " + std::to_string(text.size()) + " bytes",
               "a text of up to " + std::to_string(CustomText::most_characters) + " characters"};
      return;
    }
    ++column;
    if (!vocabulary.knows(character)) {
      error = {path,
               "\"" + std::string(text.substr(begin, at - begin)) + "\" at line " + std::to_string(line) + ", column " +
                   std::to_string(column),
               "only characters of the vocabulary: " + vocabulary.characters().substr(1)};
      return;
    }
    if (character == '\n') {
      ++line;
      column = 0;
    }
  }
}

/// Line breaks of any system as \n, and other control characters but the tab as spaces.
std::string plain(std::string_view text) {
  std::string found;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    const bool is_break = character == '\r';
    if (is_break && at < text.size() && text[at] == '\n') continue;
    const bool is_control = character < ' ' || (character >= 0x7F && character < 0xA0);
    append(found, is_break ? U'\n' : is_control && character != '\n' && character != '\t' ? U' ' : character);
  }
  return found;
}

/// Cuts after each mark that ends a sentence, where a space follows.
std::vector<std::string> sentences(std::string_view text) {
  std::vector<std::string> found;
  std::size_t begin = 0;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] != ' ' || std::string_view(".!?").find(text[at - 1]) == std::string_view::npos) continue;
    found.emplace_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  if (begin < text.size()) found.emplace_back(text.substr(begin));
  return found;
}

/// Cuts after each mark that ends a sentence in Chinese or Japanese, where no space follows.
std::vector<std::string> wide_sentences(std::string_view text) {
  std::vector<std::string> found;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (character != U'\u3002' && character != U'\uFF01' && character != U'\uFF1F') continue;
    found.emplace_back(text.substr(begin, at - begin));
    begin = at;
  }
  if (begin < text.size()) found.emplace_back(text.substr(begin));
  return found;
}

std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> found(1);
  for (char character : text) {
    if (character != '\n') {
      found.back() += character;
    } else if (!found.back().empty()) {
      found.emplace_back();
    }
  }
  if (found.back().empty()) found.pop_back();
  return found;
}

}  // namespace

Dataset CustomText::make(const Source& source, Error& error) const {
  const std::string given = plain(text);
  const Vocabulary known = vocabulary == Vocabulary::Kind::own ? Vocabulary::of(given) : Vocabulary(vocabulary);
  check_characters(given, known, error);
  if (error) return {};
  Error first;
  for (const auto cut : {passages, lines, sentences, wide_sentences}) {
    auto texts = cut(given);
    if (texts.size() < 2) continue;
    Error refused;
    auto split = split_evenly(std::move(texts), known, test_fraction, source.seed, path, refused);
    if (!refused) return text_data(std::move(split), context);
    if (!first) first = refused;
  }
  error = first ? first : Error{path, "a single line", "at least 2 lines, passages or sentences"};
  return {};
}

}  // namespace loss_playground
