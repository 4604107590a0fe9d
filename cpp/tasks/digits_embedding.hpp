// SPDX-License-Identifier: MIT
#pragma once
// The handwritten digits as points: a network places them so that digits of the same class lie together.
// Schroff, Kalenichenko, Philbin: FaceNet (2015), https://arxiv.org/abs/1503.03832
#include "tasks/digits.hpp"

namespace loss_playground {

struct DigitsEmbedding {
  static constexpr TaskDescriptor descriptor{
      {"digits_embedding", "a map of digits",
       "Handwritten digits as points on a map, so that equal digits lie close together.",
       R"(x \mapsto f(x) \in \mathbb R^2)", "Schroff, Kalenichenko, Philbin 2015", "https://arxiv.org/abs/1503.03832"},
      TaskKind::triplet,
      "to place equal digits close together",
      "digit",
      "recall_at_1",
      Drawing::embeddings,
      nullptr,
      "digits.table.gz",
      nullptr,
      {8, 8}};
  static constexpr std::initializer_list<const char*> classes = digit_names;
  static constexpr std::initializer_list<const char*> columns = {};

  int examples = 0;
  double test_fraction = 0.3;
  int dimensions = 2;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, {0, 1797}, digit_examples_doc);
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
    visitor.integer("dimensions", dimensions, {1, 64}, "Embedding size: numbers per digit; 2 can be drawn.");
  }

  static Experiment experiment() {
    Experiment defaults{{"digits_embedding", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{64}}};
    defaults.loss = {"triplet_margin_loss", {}};
    defaults.optimizer = {"adam", {{"lr", 0.003}}};
    defaults.batch_size = 64;
    defaults.steps = 3000;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const {
    return TripletTable{read_digits(source, examples, test_fraction, error), dimensions};
  }
};

}  // namespace loss_playground
