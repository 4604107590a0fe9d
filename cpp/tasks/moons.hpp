// SPDX-License-Identifier: MIT
#pragma once
// Two half circles that reach into each other.
#include "tasks/task.hpp"

namespace loss_playground {

struct Moons {
  static constexpr TaskDescriptor descriptor{{"moons", "two moons", "Two interlocking half circles.",
                                              R"(x = (\cos t, \sin t) \;\text{or}\; (1 - \cos t, \tfrac12 - \sin t))"},
                                             TaskKind::classification,
                                             "to tell two half moons apart",
                                             "point",
                                             "accuracy",
                                             Drawing::field};
  static constexpr std::initializer_list<const char*> classes = {"upper moon", "lower moon"};
  static constexpr std::initializer_list<const char*> columns = {"x", "y"};

  int examples = 250;
  double noise = 0.1;
  double test_fraction = 0.5;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, example_count, examples_doc);
    visitor.number("noise", noise, noise_range, "Standard deviation of the shift of each point; a moon's radius is 1.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"moons", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{16}}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"adam", {{"lr", 0.03}}};
    defaults.steps = 600;
    return defaults;
  }

  Dataset make(const Source& source, Error&) const {
    ClassTable data{{2}, 2};
    Random random(source.seed, Stream::data);
    for (int i = 0; i < examples; ++i) {
      const bool lower = i % 2 == 1;
      const double angle = random.uniform(0, math::pi), x = math::cos(angle), y = math::sin(angle);
      data.add(
          {(lower ? 1 - x : x) - 0.5 + noise * random.normal(), (lower ? 0.5 - y : y) - 0.25 + noise * random.normal()},
          lower);
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
