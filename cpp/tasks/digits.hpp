// SPDX-License-Identifier: MIT
#pragma once
// 1,797 handwritten digits, 8×8 gray values from 0 to 16, here divided by 16.
// Alpaydin, Kaynak: Optical recognition of handwritten digits (1998), https://doi.org/10.24432/C50P49
#include "tasks/table.hpp"
#include "tasks/task.hpp"

namespace loss_playground {

/// Reads the file, keeps the first `examples` of the shuffled rows (0: all) and holds out the test rows.
inline DataTable read_digits(const Source& source, int examples, double test_fraction, Error& error) {
  constexpr Index pixels = 64;
  DataTable data{pixels};
  const Table table(source.bytes, pixels + 1, error);
  if (error) return data;
  for (Index i = 0; i < table.rows(); ++i) {
    for (Index j = 0; j < pixels; ++j) data.inputs.push_back(table(i, j) / 16);
    data.targets.push_back(table(i, pixels));
  }
  split(data, test_fraction, source.seed);
  if (examples > 0 && examples < data.train_rows) {
    // Fewer training rows with the same test rows, so that runs are comparable.
    const Index dropped = data.train_rows - examples;
    data.inputs.erase(data.inputs.begin() + examples * pixels, data.inputs.begin() + data.train_rows * pixels);
    data.targets.erase(data.targets.begin() + examples, data.targets.begin() + data.train_rows);
    data.train_rows -= dropped;
  }
  data.standardization.input_means.assign(pixels, 0);
  data.standardization.input_scales.assign(pixels, 16);
  return data;
}

inline constexpr std::initializer_list<const char*> digit_names = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
inline constexpr const char* digit_examples_doc = "Digits in the training set; 0 uses all that are not held out.";

struct Digits {
  static constexpr TaskDescriptor descriptor{
      {"digits", "handwritten digits",
       "1,797 handwritten digits, images of 8 × 8 gray values; which of the ten digits is each?",
       R"(p(y \mid x) = \operatorname{softmax}(f(x)))", "Alpaydin, Kaynak 1998", "https://doi.org/10.24432/C50P49"},
      TaskKind::classification,
      "to read handwritten digits",
      "digit",
      "accuracy",
      Drawing::classes,
      nullptr,
      "digits.table.gz",
      nullptr,
      {8, 8}};
  static constexpr std::initializer_list<const char*> classes = digit_names;
  static constexpr std::initializer_list<const char*> columns = {};

  int examples = 0;
  double test_fraction = 0.3;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, {0, 1797}, digit_examples_doc);
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"digits", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{32}}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"adam", {{"lr", 0.003}}};
    defaults.batch_size = 32;
    defaults.steps = 1000;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const {
    return ClassTable{read_digits(source, examples, test_fraction, error), 10};
  }
};

}  // namespace loss_playground
