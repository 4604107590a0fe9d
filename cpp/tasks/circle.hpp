// SPDX-License-Identifier: MIT
#pragma once
// Two classes: a disc, and the ring around it. No straight line parts them.
#include "tasks/task.hpp"

namespace loss_playground {

struct Circle {
  static constexpr TaskDescriptor descriptor{
      {"circle", "a disc in a ring", "Two classes: a disc and the ring around it. No straight line separates them.",
       R"(y = [\,\lVert x \rVert < r\,])"},
      TaskKind::classification,
      "to tell a disc from the ring around it",
      "point",
      "accuracy",
      Drawing::field};
  static constexpr std::initializer_list<const char*> classes = {"ring", "disc"};
  static constexpr std::initializer_list<const char*> columns = {"x", "y"};

  int examples = 250;
  double noise = 0.1;
  double test_fraction = 0.5;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, example_count, examples_doc);
    visitor.number("noise", noise, noise_range, "How far points are moved at random, as a fraction of the radius.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"circle", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{8}}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"adam", {{"lr", 0.03}}};
    defaults.steps = 500;
    return defaults;
  }

  Dataset make(const Source& source, Error&) const {
    ClassTable data{{2}, 2};
    Random random(source.seed, Stream::data);
    for (int i = 0; i < examples; ++i) {
      const bool inside = i % 2 == 1;
      const double radius = 2 * (inside ? random.uniform(0, 0.5) : random.uniform(0.7, 1));
      const double angle = random.uniform(0, 2 * math::pi), reach = 2 * noise;
      data.add({radius * math::cos(angle) + reach * random.uniform(-0.5, 0.5),
                radius * math::sin(angle) + reach * random.uniform(-0.5, 0.5)},
               inside);
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
