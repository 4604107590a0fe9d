// SPDX-License-Identifier: MIT
#pragma once
// A wave on a slope, from noisy samples: one number in, one number out.
#include "tasks/task.hpp"

namespace loss_playground {

struct Curve {
  static constexpr TaskDescriptor descriptor{
      {"curve", "a curve", "A wave on a slope, as noisy samples: one number in, one number out.",
       R"(y = \sin 2x + \tfrac12 x + \varepsilon)"},
      TaskKind::regression,
      "to fit a curve",
      "point",
      "r2",
      Drawing::curve};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {"x"};

  int examples = 120;
  double noise = 0.1;
  double test_fraction = 0.5;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, example_count, examples_doc);
    visitor.number("noise", noise, noise_range, "Standard deviation of the noise on y.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"curve", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{24}}};
    defaults.loss = {"mse_loss", {}};
    defaults.optimizer = {"adam", {{"lr", 0.03}}};
    defaults.steps = 1000;
    return defaults;
  }

  Dataset make(const Source& source, Error&) const {
    NumberTable data{{1}};
    Random random(source.seed, Stream::data);
    for (int i = 0; i < examples; ++i) {
      const double x = random.uniform(-3, 3);
      data.add({x}, math::sin(2 * x) + 0.5 * x + noise * random.normal());
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
