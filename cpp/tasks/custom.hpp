// SPDX-License-Identifier: MIT
#pragma once
// A table that the user brings: rows of numbers with a class number or numbers to predict each.
#include <algorithm>

#include "tasks/task.hpp"

namespace loss_playground {

struct Custom {
  static constexpr TaskDescriptor descriptor{
      {"custom", "your own table", "Your own table: one example per row, with a class or numbers to predict.",
       R"(\hat y = f(x))"},
      TaskKind::any,
      "to predict a column of your table",
      "row",
      "accuracy",
      Drawing::by_table};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  enum class Kind { classification, regression, triplet };

  Kind kind = Kind::classification;
  double test_fraction = 0.3;
  int dimensions = 2;

  void parameters(ParameterVisitor& visitor) {
    visitor.choice("kind", kind, {"classification", "regression", "triplet"},
                   "What the targets are: classes, numbers, or classes for learning an embedding with triplets.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
    visitor.integer("dimensions", dimensions, {1, 64}, "Embedding size of the kind triplet: numbers per row.");
  }

  static Experiment experiment() {
    Experiment defaults{{"custom", {}}};
    defaults.model.params = {{"hidden", std::vector<double>{16}}};
    defaults.loss = {"cross_entropy", {}};
    defaults.optimizer = {"adam", {{"lr", 0.01}}};
    return defaults;
  }

  /// The rows are in `source.table`; classes are numbered from 0.
  Dataset make(const Source& source, Error& error) const {
    if (!source.table || source.table->rows() < 2) {
      error = {"task.params.inputs.shape", source.table ? std::to_string(source.table->rows()) + " rows" : "nothing",
               "[N, columns] with at least 2 rows"};
      return {};
    }
    DataTable data = *source.table;
    const Index classes = kind == Kind::regression ? 0 : count_classes(data.targets, error);
    if (error) return {};
    split(data, test_fraction, source.seed);
    standardize_inputs(data);
    check_spread(data.standardization.input_means, data.standardization.input_scales, "task.params.inputs", error);
    if (error) return {};
    if (kind == Kind::classification) return ClassTable{std::move(data), classes};
    if (kind == Kind::triplet && !data.weights.empty())
      error = {"task.params.weights", "weights", "no weights, since a triplet consists of several rows"};
    if (kind == Kind::triplet) return TripletTable{std::move(data), dimensions};
    if (data.target_columns == 1) standardize_targets(data);
    check_spread({data.standardization.target_mean}, {data.standardization.target_scale}, "task.params.targets", error);
    if (error) return {};
    return NumberTable{std::move(data)};
  }

 private:
  static void check_spread(const std::vector<double>& means, const std::vector<double>& scales, const char* at,
                           Error& error) {
    const auto infinite = [](double number) { return !math::is_finite(number); };
    if (std::any_of(means.begin(), means.end(), infinite) || std::any_of(scales.begin(), scales.end(), infinite))
      error = {at, "a column whose mean or deviation is not finite", "numbers up to about 1e150"};
  }
  static Index count_classes(const std::vector<double>& targets, Error& error) {
    Index classes = 0;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const double label = targets[i];
      if (!(label >= 0 && label < 1000) || label != static_cast<double>(static_cast<Index>(label))) {
        error = {"task.params.targets.data[" + std::to_string(i) + "]", "not a class index",
                 "a whole number from 0 to 999"};
        return 0;
      }
      classes = std::max(classes, static_cast<Index>(label) + 1);
    }
    if (classes < 2) error = {"task.params.targets", "only one class", "at least 2 classes"};
    return classes;
  }
};

}  // namespace loss_playground
