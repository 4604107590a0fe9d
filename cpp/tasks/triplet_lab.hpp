// SPDX-License-Identifier: MIT
#pragma once
// Six clouds on a ring, opposite ones of the same class: a network must fold the plane so that opposites meet. Two
// numbers in, two out, so every triplet can be seen.
#include "tasks/task.hpp"

namespace loss_playground {

struct TripletLab {
  static constexpr TaskDescriptor descriptor{{"triplet_lab", "opposite clouds",
                                              "Six clouds of points on a ring; opposite clouds have the same class, so "
                                              "the plane must be folded to bring them together.",
                                              R"(x \mapsto f(x) \in \mathbb R^2)"},
                                             TaskKind::triplet,
                                             "to bring opposite clouds of points together",
                                             "point",
                                             "recall_at_1",
                                             Drawing::embeddings};
  static constexpr std::initializer_list<const char*> classes = {"first pair", "second pair", "third pair"};
  static constexpr std::initializer_list<const char*> columns = {"x", "y"};

  int examples = 240;
  double noise = 0.25;
  double test_fraction = 0.5;
  int dimensions = 2;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, example_count, examples_doc);
    visitor.number("noise", noise, noise_range,
                   "Standard deviation of each cloud; their centers are 1.5 from the origin.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
    visitor.integer("dimensions", dimensions, {1, 64}, "Embedding size: numbers per point; 2 can be drawn.");
  }

  static Experiment experiment() {
    Experiment defaults{{"triplet_lab", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{16, 16}}};
    defaults.loss = {"triplet_margin_loss", {}};
    defaults.optimizer = {"adam", {{"lr", 0.005}}};
    defaults.batch_size = 32;
    defaults.steps = 1000;
    return defaults;
  }

  Dataset make(const Source& source, Error&) const {
    TripletTable data{{2}, dimensions};
    Random random(source.seed, Stream::data);
    for (int i = 0; i < examples; ++i) {
      const double angle = math::pi / 3 * (i % 6);
      data.add({1.5 * math::cos(angle) + noise * random.normal(), 1.5 * math::sin(angle) + noise * random.normal()},
               i % 3);
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
