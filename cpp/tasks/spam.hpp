// SPDX-License-Identifier: MIT
#pragma once
// 1,200 mail messages as counts of 400 words: is it spam? A word's column is ln(1 + count), so that the tenth time a
// word comes counts less than the first. SpamAssassin public corpus (2006),
// https://spamassassin.apache.org/old/publiccorpus/
#include "tasks/table.hpp"
#include "tasks/task.hpp"

namespace loss_playground {

struct Spam {
  static constexpr TaskDescriptor descriptor{
      {"spam", "spam", "1,200 email messages as counts of 400 words; which of them are spam?",
       R"(p(\text{spam} \mid \text{words}))", "SpamAssassin public corpus",
       "https://spamassassin.apache.org/old/publiccorpus/"},
      TaskKind::classification,
      "to tell spam from wanted email",
      "message",
      "accuracy",
      Drawing::classes,
      nullptr,
      "spam.table.gz",
      nullptr,
      {},
      nullptr,
      nullptr,
      "spam.words.json.gz"};
  static constexpr std::initializer_list<const char*> classes = {"wanted", "spam"};
  static constexpr std::initializer_list<const char*> columns = {};

  double test_fraction = 0.3;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"spam", {}}};
    defaults.model = {"linear", {}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"adam", {{"lr", 0.01}}};
    defaults.batch_size = 32;
    defaults.steps = 500;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const {
    constexpr Index words = 400;
    ClassTable data{{words}, 2};
    const Table table(source.bytes, words + 1, error);
    if (error) return data;
    for (Index i = 0; i < table.rows(); ++i) {
      for (Index j = 0; j < words; ++j) data.inputs.push_back(math::log1p(table(i, j)));
      data.targets.push_back(table(i, words));
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
