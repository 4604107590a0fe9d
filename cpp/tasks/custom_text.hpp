// SPDX-License-Identifier: MIT
#pragma once
// A text that the user brings: which character comes next? It is cut into texts at blank lines; without such at line
// breaks, and a text of one line after the marks that end sentences.
#include "tasks/names.hpp"

namespace loss_playground {

struct CustomText {
  static constexpr TaskDescriptor descriptor{
      {"custom_text", "your own text", "A text of your own; after each character, which one comes next?",
       R"(p(x_t \mid x_{t-n}, \dots, x_{t-1}))"},
      TaskKind::next_token,
      "to write like your text",
      "character",
      "accuracy",
      Drawing::tokens};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  /// Characters of a text, and different ones among them.
  static constexpr std::size_t most_characters = 300'000;
  static constexpr Index most_different = 96;

  std::string text = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten";
  Vocabulary::Kind vocabulary = Vocabulary::Kind::own;
  int context = 8;
  double test_fraction = 0.1;

  void parameters(ParameterVisitor& visitor) {
    visitor.text("text", text, "The text: lines, or passages between blank lines. Up to 300,000 characters.");
    visitor.choice("vocabulary", vocabulary, {"letters", "characters", "own"},
                   "letters and characters as of names and Shakespeare; own: the up to 96 different ones of the text.");
    visitor.integer("context", context, context_range, context_doc);
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment natural = Names::experiment();
    natural.task = {"custom_text", {}};
    natural.steps = 3000;
    return natural;
  }

  Dataset make(const Source& source, Error& error) const;
};

}  // namespace loss_playground
