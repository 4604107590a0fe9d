// SPDX-License-Identifier: MIT
#pragma once
// The head of Shakespeare's plays, 1,812 passages: which character comes next? A second text for a model that was
// trained on names. The tiny-shakespeare text of char-rnn (2015), https://github.com/karpathy/char-rnn
#include "tasks/names.hpp"

namespace loss_playground {

struct Shakespeare {
  static constexpr TaskDescriptor descriptor{
      {"shakespeare", "Shakespeare", "1,812 passages of Shakespeare's plays; after each letter, which one comes next?",
       R"(p(x_t \mid x_{t-n}, \dots, x_{t-1}))", "tiny-shakespeare, as in char-rnn",
       "https://github.com/karpathy/char-rnn"},
      TaskKind::next_token,
      "to write like Shakespeare",
      "letter",
      "accuracy",
      Drawing::tokens,
      nullptr,
      "shakespeare.txt.gz"};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  Vocabulary::Kind vocabulary = Vocabulary::Kind::letters;
  int context = 8;
  double test_fraction = 0.1;

  void parameters(ParameterVisitor& visitor) {
    visitor.choice("vocabulary", vocabulary, vocabulary_names, vocabulary_doc);
    visitor.integer("context", context, context_range, context_doc);
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults = Names::experiment();
    defaults.task = {"shakespeare", {}};
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const;
};

}  // namespace loss_playground
