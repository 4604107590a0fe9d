// SPDX-License-Identifier: MIT
#pragma once
// New task: two classes, above and below a wave. Say here what a model needs in order to learn it.
#include "tasks/task.hpp"

namespace loss_playground {

struct NewTask {
  static constexpr TaskDescriptor descriptor{
      {"new_task", "new task",
       "Two classes: points above a wave and points below it. A straight line gets some of them wrong.",
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
    visitor.number("frequency", frequency, {0.5, 10},
                   "How often the wave rises and falls: its argument is this times x.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  /// The experiment that opens where the task is named and nothing else.
  static Experiment experiment() {
    Experiment natural{{"new_task", {}}};
    natural.model.params = {{"hidden", std::vector<double>{8}}};
    natural.loss = {"cross_entropy", {}};
    natural.optimizer = {"adam", {{"lr", 0.03}}};
    natural.steps = 500;
    return natural;
  }

  /// Random numbers come from the seed alone, with a stream for each purpose.
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
