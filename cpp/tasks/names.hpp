// SPDX-License-Identifier: MIT
#pragma once
// 32,033 given names, a to z: which letter comes next, or does the name end? US Social Security Administration, baby
// names of 2018, as in makemore, https://github.com/karpathy/makemore
#include "language/text.hpp"
#include "tasks/task.hpp"

namespace loss_playground {

inline constexpr Range context_range{1, 64};
inline constexpr const char* context_doc = "Context length: how many previous tokens the model uses.";

struct Names {
  static constexpr TaskDescriptor descriptor{
      {"names", "names", "32,033 given names; after each letter, which one comes next?",
       R"(p(x_t \mid x_{t-n}, \dots, x_{t-1}))", "US baby names of 2018, as in makemore",
       "https://github.com/karpathy/makemore"},
      TaskKind::next_token,
      "to spell names",
      "letter",
      "accuracy",
      Drawing::tokens,
      nullptr,
      "names.txt.gz",
      "names.model.gz"};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  Vocabulary::Kind vocabulary = Vocabulary::Kind::letters;
  int context = 8;
  int examples = 0;
  double test_fraction = 0.1;

  void parameters(ParameterVisitor& visitor) {
    visitor.choice("vocabulary", vocabulary, vocabulary_names, vocabulary_doc);
    visitor.integer("context", context, context_range, context_doc);
    visitor.integer("examples", examples, {0, 32033}, "Names in the training set; 0 uses all that are not held out.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"names", {}}};
    defaults.model = {"next_token_mlp", {}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"adam", {{"lr", 0.003}}};
    defaults.schedule = {"one_cycle_lr", {{"max_lr", 0.01}}};
    defaults.batch_size = 64;
    defaults.steps = 10000;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const;
};

}  // namespace loss_playground
