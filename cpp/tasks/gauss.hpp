// SPDX-License-Identifier: MIT
#pragma once
// Two round clouds: the easiest classes, which a straight line parts.
#include "tasks/task.hpp"

namespace loss_playground {

struct Gauss {
  static constexpr TaskDescriptor descriptor{
      {"gauss", "two clouds", "Two round clouds of points, which a straight line separates.",
       R"(x \sim \mathcal N(\pm \mu, \sigma^2))"},
      TaskKind::classification,
      "to tell two clouds of points apart",
      "point",
      "accuracy",
      Drawing::field};
  static constexpr std::initializer_list<const char*> classes = {"lower left", "upper right"};
  static constexpr std::initializer_list<const char*> columns = {"x", "y"};

  int examples = 250;
  double noise = 0.5;
  double test_fraction = 0.5;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, example_count, examples_doc);
    visitor.number("noise", noise, {0.05, 2}, "Standard deviation of each cloud; their centers are 2.8 apart.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"gauss", {}}};
    defaults.model = {"linear", {}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"sgd", {{"lr", 0.1}}};
    defaults.steps = 300;
    return defaults;
  }

  Dataset make(const Source& source, Error&) const {
    ClassTable data{{2}, 2};
    Random random(source.seed, Stream::data);
    for (int i = 0; i < examples; ++i) {
      const double center = i % 2 ? 1 : -1;
      data.add({center + noise * random.normal(), center + noise * random.normal()}, i % 2);
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
