// SPDX-License-Identifier: MIT
// Training and test set: both have something, whatever the data.
#include <doctest/doctest.h>

#include "tasks/custom.hpp"
#include "tasks/custom_text.hpp"

namespace loss_playground::tests {

namespace {

struct Parts {
  Index train, test;
};

/// Tokens of both parts of the user's text, or nothing and the error.
Parts parts_of(const std::string& text, Error& error, double test_fraction = 0.1, std::uint64_t seed = 1) {
  CustomText task;
  task.text = text;
  task.test_fraction = test_fraction;
  const Dataset made = task.make({seed, {}}, error);
  if (error) return {0, 0};
  const TextData& data = std::get<TextData>(made);
  return {data.train_tokens, data.text->size() - data.train_tokens};
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("text split: a text whose lines, passages or sentences are all equal is refused") {
  for (const char* text : {"a\na", "ab. ab.", "one\n\none\n\none\n\n"}) {
    Error error;
    parts_of(text, error);
    CHECK(error.path == "task.params.text");
    CHECK(error.allowed == "at least 2 different lines, passages or sentences");
  }
}

TEST_CASE("text split: of two different texts one is held out, the shorter one if they are not alike") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    for (const double fraction : {0.05, 0.1, 0.5}) {
      Error error;
      const Parts parts = parts_of("short\na line that is longer", error, fraction, seed);
      REQUIRE(!error);
      CHECK(parts.train == 22);
      CHECK(parts.test == 6);
    }
}

TEST_CASE("text split: however often lines come again, the larger part is trained on") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Error error;
    const Parts parts = parts_of(repeated("the same line\n", 20) + "another\nand one more\n", error, 0.1, seed);
    REQUIRE(!error);
    CHECK(parts.train >= 20 * 14);
    CHECK(parts.test >= 8);
    const Parts three = parts_of(repeated("aa\n", 40) + repeated("bb\n", 30) + repeated("cc\n", 30), error, 0.1, seed);
    CHECK(three.test >= 90);
    CHECK(three.train > three.test);
  }
}

TEST_CASE("text split: what counts is tokens, not bytes: a gap of many marks is one, a letter may have three bytes") {
  CustomText gaps, wide;
  gaps.text = "a. , ! ? .\nab cde\n";
  gaps.vocabulary = Vocabulary::Kind::letters;
  wide.text = "abcd\n\xE4\xB8\xAD\xE4\xB8\xAD\xE4\xB8\xAD\n";
  for (const CustomText* task : {&gaps, &wide})
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Error error;
      const Dataset made = task->make({seed, {}}, error);
      REQUIRE(!error);
      const TextData& data = std::get<TextData>(made);
      CHECK(2 * data.train_tokens >= data.text->size());
    }
}

TEST_CASE("text split: a fraction above half is still held out where the lines allow it") {
  std::string text;
  for (char letter = 'a'; letter <= 'z'; ++letter) text += std::string(3, letter) + "\n";
  Error error;
  const Parts parts = parts_of(text, error, 0.75);
  REQUIRE(!error);
  CHECK(parts.test == 19 * 4);
  CHECK(parts.train == 7 * 4);
}

TEST_CASE("text split: both parts have at least 5% of the tokens, whichever lines are drawn") {
  const std::string tiny = repeated("a\nb\nc\nd\n", 1), half = repeated("x", 99), other = repeated("y", 98);
  for (const std::string& text : {
           tiny + repeated("the long line that is most of it ", 3) + "\n" + repeated("another long one ", 5),
           tiny + half + "\n" + other,
           repeated("z", 90) + "\nshort\n" + tiny,
       })
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      Error error;
      const Parts parts = parts_of(text, error, 0.1, seed);
      REQUIRE(!error);
      CHECK(20 * parts.test >= parts.train + parts.test);
      CHECK(20 * parts.train >= parts.train + parts.test);
    }
}

TEST_CASE("text split: where a passage or a line is nearly all of the text, it is cut at lines or sentences instead") {
  Error error;
  const Parts lines = parts_of(repeated("one line\n", 50) + "and others\nlike this one\n\nend", error);
  REQUIRE(!error);
  CHECK(20 * lines.test >= lines.train + lines.test);
  const Parts sentences = parts_of(repeated("One sentence. And another! ", 20) + "\nend", error);
  REQUIRE(!error);
  CHECK(20 * sentences.test >= sentences.train + sentences.test);
  CHECK(parts_of("\u5929\u5730\u3002\u5B87\u5B99\uFF01\u65E5", error).test > 0);
  REQUIRE(!error);
  parts_of(repeated("no end ", 50) + "\nx", error);
  CHECK(error.given == "a line, passage or sentence that is, with its equals, more than 95% of the text");
}

TEST_CASE("text split: control characters are spaces, and carriage returns line breaks") {
  CustomText task, same;
  task.text =
      "a\rb\r\nc\x0C"
      "d\x0B"
      "e\x7F\xC2\x85";
  task.text += '\0';
  same.text = "a\nb\nc d e   ";
  Error error;
  const Dataset made = task.make({1, {}}, error), wanted = same.make({1, {}}, error);
  REQUIRE(!error);
  const TokenText &text = *std::get<TextData>(made).text, &other = *std::get<TextData>(wanted).text;
  CHECK(text.vocabulary().characters() == "\n abcde");
  REQUIRE(text.size() == other.size());
  for (Index i = 0; i < text.size(); ++i) CHECK(text[i] == other[i]);
}

TEST_CASE("table split: from two rows on both parts have one, and equal rows stay finite") {
  for (const double fraction : {0.05, 0.5, 0.9})
    for (const Index rows : {2, 3, 10}) {
      DataTable table;
      table.columns = 2;
      for (Index i = 0; i < rows; ++i) table.add({3, 4}, static_cast<double>(i % 2));
      Custom task;
      task.test_fraction = fraction;
      Error error;
      const Dataset made = task.make({1, {}, &table}, error);
      REQUIRE(!error);
      const ClassTable& data = std::get<ClassTable>(made);
      CHECK(data.train_rows >= 1);
      CHECK(data.train_rows < rows);
      CHECK(std::all_of(data.inputs.begin(), data.inputs.end(), [](double input) { return input == 0; }));
    }
}

}  // namespace loss_playground::tests
