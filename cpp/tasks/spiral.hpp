// SPDX-License-Identifier: MIT
#pragma once
// Arms of a spiral, one a class: the hardest of the plane tasks.
// Lang, Witbrock: Learning to tell two spirals apart (1988).
#include "tasks/task.hpp"

namespace loss_playground {

struct Spiral {
  static constexpr TaskDescriptor descriptor{
      {"spiral", "a spiral", "Interleaved spiral arms, one per class: the hardest of the tasks in the plane.",
       R"(x = t\,(\cos(\omega t + \tfrac{2 \pi y}{C}),\; \sin(\omega t + \tfrac{2 \pi y}{C})))"},
      TaskKind::classification,
      "to tell the arms of a spiral apart",
      "point",
      "accuracy",
      Drawing::field};
  static constexpr std::initializer_list<const char*> classes = {"arm 1", "arm 2", "arm 3", "arm 4", "arm 5"};
  static constexpr std::initializer_list<const char*> columns = {"x", "y"};

  int examples = 400;
  double noise = 0.05;
  double test_fraction = 0.5;
  int arms = 2;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, example_count, examples_doc);
    visitor.number("noise", noise, noise_range, "Standard deviation of the shift of each point.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
    visitor.integer("classes", arms, {2, 5}, "Number of arms.");
  }

  static Experiment experiment() {
    Experiment defaults{{"spiral", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{32, 32}}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"adam", {{"lr", 0.01}}};
    defaults.batch_size = 20;
    defaults.steps = 2000;
    return defaults;
  }

  Dataset make(const Source& source, Error&) const {
    ClassTable data{{2}, arms};
    Random random(source.seed, Stream::data);
    for (int i = 0; i < examples; ++i) {
      const int arm = i % arms;
      // From a tenth of the radius on, since all arms meet in the middle.
      const double part = random.uniform(0.1, 1), angle = 3.5 * math::pi * part + 2 * math::pi * arm / arms;
      data.add({2 * part * math::cos(angle) + noise * random.normal(),
                2 * part * math::sin(angle) + noise * random.normal()},
               arm);
    }
    split(data, test_fraction, source.seed);
    return data;
  }
};

}  // namespace loss_playground
