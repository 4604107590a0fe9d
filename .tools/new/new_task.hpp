// SPDX-License-Identifier: MIT
#pragma once
// New task: two classes, above and below a wave. Explain here what a model needs to learn it.
#include "tasks/task.hpp"

namespace loss_playground {

struct NewTask {
  static constexpr TaskDescriptor descriptor{
      {"new_task", "new task",
       "Two classes: points above a wave and points below it. No straight line classifies all of them correctly.",
       R"(y = [\,x_2 > \sin \omega x_1\,])"},
      TaskKind::classification,
      "to tell points above a wave from points below it",
      "point",
      "accuracy",
      Drawing::field};
  /// Names of the classes, in the order of their numbers, and of the inputs.
  static constexpr std::initializer_list<const char*> classes = {"below", "above"};
  static constexpr std::initializer_list<const char*> columns = {"x", "y"};

  int examples = 250;
  double frequency = 2;
  double test_fraction = 0.5;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, example_count, examples_doc);
    visitor.number("frequency", frequency, {0.5, 10}, "Frequency of the wave: its argument is this times x.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  /// The default experiment of the task.
  static Experiment experiment() {
    Experiment defaults{{"new_task", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{8}}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"adam", {{"lr", 0.03}}};
    defaults.steps = 500;
    return defaults;
  }

  /// Random numbers come from the seed alone, with one stream per purpose.
  Dataset make(const Source& source, Error&) const {
    ClassTable data{{2}, 2};
    Random random(source.seed, Stream::data);
    for (int i = 0; i < examples; ++i) {
      const double x = random.uniform(-2, 2), y = random.uniform(-2, 2);
      data.add({x, y}, y > math::sin(frequency * x));
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
