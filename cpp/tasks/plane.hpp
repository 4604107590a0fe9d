// SPDX-License-Identifier: MIT
#pragma once
// A tilted plane, from noisy samples: what a linear model can learn exactly.
#include "tasks/task.hpp"

namespace loss_playground {

struct Plane {
  static constexpr TaskDescriptor descriptor{
      {"plane", "a tilted plane", "A tilted plane, as noisy samples: a linear model can fit it exactly.",
       R"(y = 0.8\, x_1 - 0.5\, x_2 + \varepsilon)"},
      TaskKind::regression,
      "to fit a tilted plane",
      "point",
      "r2",
      Drawing::predictions};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {"x", "y"};

  int examples = 250;
  double noise = 0.1;
  double test_fraction = 0.5;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, example_count, examples_doc);
    visitor.number("noise", noise, noise_range, "Standard deviation of the noise on the height.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"plane", {}}};
    defaults.model = {"linear", {}};
    defaults.loss = {"mse_loss", {}};
    defaults.optimizer = {"sgd", {{"lr", 0.03}}};
    defaults.steps = 300;
    return defaults;
  }

  Dataset make(const Source& source, Error&) const {
    NumberTable data{{2}};
    Random random(source.seed, Stream::data);
    for (int i = 0; i < examples; ++i) {
      const double x = random.uniform(-2, 2), y = random.uniform(-2, 2);
      data.add({x, y}, 0.8 * x - 0.5 * y + noise * random.normal());
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
