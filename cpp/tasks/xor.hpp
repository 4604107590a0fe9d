// SPDX-License-Identifier: MIT
#pragma once
// Two classes in four corners, diagonal corners alike: the smallest problem that a linear model cannot learn.
// Minsky, Papert: Perceptrons (1969).
#include "tasks/task.hpp"

namespace loss_playground {

struct Xor {
  static constexpr TaskDescriptor descriptor{
      {"xor", "four corners",
       "Two classes in four corners, where opposite corners have the same class (XOR). No linear model can learn it.",
       R"(y = [\,x_1 x_2 > 0\,])"},
      TaskKind::classification,
      "to tell equal signs from opposite ones",
      "point",
      "accuracy",
      Drawing::field};
  static constexpr std::initializer_list<const char*> classes = {"signs differ", "signs equal"};
  static constexpr std::initializer_list<const char*> columns = {"x", "y"};

  int examples = 250;
  double noise = 0.05;
  double test_fraction = 0.5;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, example_count, examples_doc);
    visitor.number("noise", noise, noise_range, "Standard deviation of the shift of each point.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"xor", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{8}}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"adam", {{"lr", 0.03}}};
    defaults.steps = 500;
    return defaults;
  }

  Dataset make(const Source& source, Error&) const {
    ClassTable data{{2}, 2};
    Random random(source.seed, Stream::data);
    const auto side = [&] {
      const double size = random.uniform(0.2, 2);
      return random.below(2) ? size : -size;
    };
    for (int i = 0; i < examples; ++i) {
      const double x = side(), y = side();
      data.add({x + noise * random.normal(), y + noise * random.normal()}, x * y > 0);
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
