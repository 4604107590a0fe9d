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
               "up to " + std::to_string(CustomText::most_characters) + " characters"};
      return;
    }
    ++column;
    if (!vocabulary.knows(character)) {
      error = {path,
               "\"" + std::string(text.substr(begin, at - begin)) + "\" in line " + std::to_string(line) + ", column " +
                   std::to_string(column),
               "characters of the vocabulary: " + vocabulary.characters().substr(1)};
      return;
    }
    if (character == '\n') {
      ++line;
      column = 0;
    }
  }
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

std::vector<std::string> texts_of(std::string_view text) {
  for (const auto cut : {passages, lines, sentences})
    if (auto found = cut(text); found.size() > 1) return found;
  return {};
}

}  // namespace

Dataset CustomText::make(const Source& source, Error& error) const {
  std::string plain = text;
  plain.erase(std::remove(plain.begin(), plain.end(), '\r'), plain.end());
  const Vocabulary known = vocabulary == Vocabulary::Kind::own ? Vocabulary::of(plain) : Vocabulary(vocabulary);
  if (known.size() > most_different) {
    error = {path, std::to_string(known.size()) + " different characters", "up to " + std::to_string(most_different)};
    return {};
  }
  check_characters(plain, known, error);
  if (error) return {};
  auto texts = texts_of(plain);
  if (texts.empty()) {
    error = {path, "one line alone", "at least 2 lines, passages or sentences"};
    return {};
  }
  return text_data(split_texts(std::move(texts), known, test_fraction, 0, source.seed, error), context);
}

}  // namespace loss_playground
