// SPDX-License-Identifier: MIT
#pragma once
// Sale prices of 546 houses in Windsor, Ontario, 1987. Prices and features are standardized over the training rows.
// Anglin, Gençay: Semiparametric estimation of a hedonic price function (1996),
// https://doi.org/10.1002/(SICI)1099-1255(199611)11:6%3C633::AID-JAE414%3E3.0.CO;2-T
#include "tasks/table.hpp"
#include "tasks/task.hpp"

namespace loss_playground {

struct Houses {
  static constexpr TaskDescriptor descriptor{
      {"houses", "house prices",
       "Sale prices of 546 houses in Windsor, Ontario, in 1987, from lot size, rooms and amenities.",
       R"(\hat y = f(\text{lot}, \text{rooms}, \dots))", "Anglin, Gençay 1996",
       "https://doi.org/10.1002/(SICI)1099-1255(199611)11:6%3C633::AID-JAE414%3E3.0.CO;2-T"},
      TaskKind::regression,
      "to price houses",
      "house",
      "r2",
      Drawing::predictions,
      "CAD",
      "houses.table.gz",
      nullptr,
      {},
      "price",
      "$"};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {
      "lot size (ft²)",        "bedrooms",      "bathrooms", "stories",          "driveway",
      "recreation room",       "full basement", "gas heat",  "air conditioning", "garage places",
      "preferred neighborhood"};

  double test_fraction = 0.3;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"houses", {}}};
    defaults.model = {"linear", {}};
    defaults.loss = {"mse_loss", {}};
    defaults.optimizer = {"sgd", {{"lr", 0.01}}};
    defaults.batch_size = 16;
    defaults.steps = 1000;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const {
    NumberTable data{{static_cast<Index>(columns.size())}};
    const Table table(source.bytes, data.columns + 1, error);
    if (error) return data;
    for (Index i = 0; i < table.rows(); ++i) {
      for (Index j = 1; j <= data.columns; ++j) data.inputs.push_back(table(i, j));
      data.targets.push_back(table(i, 0));
    }
    split(data, test_fraction, source.seed);
    standardize_inputs(data);
    standardize_targets(data);
    return data;
  }
};

}  // namespace loss_playground
