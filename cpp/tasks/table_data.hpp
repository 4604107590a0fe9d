// SPDX-License-Identifier: MIT
#pragma once
// Tables of numbers, in double precision: one example per row, the first `train_rows` for training, the others for
// testing. One struct for each kind of target.
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "core/tensor.hpp"

namespace loss_playground {

/// What standardization took away: value = mean + scale × column. Empty where nothing was taken from the inputs.
struct Standardization {
  std::vector<double> input_means{}, input_scales{};
  double target_mean = 0, target_scale = 1;
};

struct DataTable {
  Index columns = 0;
  Index target_columns = 1;
  std::vector<double> inputs{};
  /// Class numbers, or numbers to predict.
  std::vector<double> targets{};
  /// How much each row counts in batch losses and costs; empty where all count alike.
  std::vector<double> weights{};
  Index train_rows = 0;
  Standardization standardization{};

  Index rows() const { return columns ? static_cast<Index>(inputs.size()) / columns : 0; }
  void add(std::initializer_list<double> row, double target) {
    inputs.insert(inputs.end(), row);
    targets.push_back(target);
  }
};

/// A class number for each row.
struct ClassTable : DataTable {
  Index classes = 0;
};

/// Numbers to predict.
struct NumberTable : DataTable {};

/// A class number for each row; what is learned is a place in `dimensions` numbers for each, near its class.
struct TripletTable : DataTable {
  Index dimensions = 0;
};

/// Puts the rows into random order and sets `test_fraction` of them aside, at least one each.
void split(DataTable& data, double test_fraction, std::uint64_t seed);

/// Shifts and scales each input column to mean 0 and deviation 1 over the training rows; constant columns are only
/// shifted.
void standardize_inputs(DataTable& data);
/// The same for the targets.
void standardize_targets(DataTable& data);

}  // namespace loss_playground
