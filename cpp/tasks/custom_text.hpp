// SPDX-License-Identifier: MIT
#pragma once
// A text that the user brings: which character comes next? It is cut into texts at blank lines; without such at line
// breaks, and a text of one line after the marks that end sentences. Where one text would have more than 95% of the
// tokens, so that nearly nothing could be held out or learned from, the next way to cut is taken. Control characters
// but the tab are spaces, and carriage returns line breaks.
#include "tasks/names.hpp"

namespace loss_playground {

struct CustomText {
  static constexpr TaskDescriptor descriptor{
      {"custom_text", "your own text", "Your own text; after each character, which one comes next?",
       R"(p(x_t \mid x_{t-n}, \dots, x_{t-1}))"},
      TaskKind::next_token,
      "to write like your text",
      "character",
      "accuracy",
      Drawing::tokens};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  static constexpr std::size_t most_characters = 1'000'000;

  std::string text = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten";
  Vocabulary::Kind vocabulary = Vocabulary::Kind::own;
  int context = 8;
  double test_fraction = 0.1;

  void parameters(ParameterVisitor& visitor) {
    visitor.text("text", text,
                 "The text, as lines or as passages separated by blank lines. Up to 1,000,000 characters.");
    visitor.choice("vocabulary", vocabulary, {"letters", "characters", "own"},
                   "letters and characters are those of names and Shakespeare; own takes the characters of the text: "
                   "of more than 512 the 511 most frequent, and one token for all others.");
    visitor.integer("context", context, context_range, context_doc);
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults = Names::experiment();
    defaults.task = {"custom_text", {}};
    defaults.steps = 3000;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const;
};

}  // namespace loss_playground
