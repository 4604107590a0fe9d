// SPDX-License-Identifier: MIT
#include "tasks/table_data.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/math.hpp"
#include "core/random.hpp"

namespace loss_playground {

namespace {

/// Mean and deviation of `rows` numbers that stand `stride` apart.
std::pair<double, double> spread(const double* first, Index rows, Index stride) {
  double sum = 0, squares = 0;
  for (Index i = 0; i < rows; ++i) sum += first[i * stride];
  const double mean = sum / static_cast<double>(rows);
  for (Index i = 0; i < rows; ++i) squares += (first[i * stride] - mean) * (first[i * stride] - mean);
  const double deviation = math::sqrt(squares / static_cast<double>(rows));
  return {mean, deviation > 0 ? deviation : 1};
}

void shift_and_scale(double* first, Index rows, Index stride, double mean, double scale) {
  for (Index i = 0; i < rows; ++i) first[i * stride] = (first[i * stride] - mean) / scale;
}

}  // namespace

void split(DataTable& data, double test_fraction, std::uint64_t seed) {
  const Index rows = data.rows();
  std::vector<Index> order(static_cast<std::size_t>(rows));
  std::iota(order.begin(), order.end(), Index{0});
  Random random(seed, Stream::split);
  shuffle(order, random);
  DataTable shuffled = data;
  for (Index i = 0; i < rows; ++i) {
    const Index from = order[static_cast<std::size_t>(i)];
    std::copy_n(data.inputs.data() + from * data.columns, data.columns, shuffled.inputs.data() + i * data.columns);
    std::copy_n(data.targets.data() + from * data.target_columns, data.target_columns,
                shuffled.targets.data() + i * data.target_columns);
    if (!data.weights.empty())
      shuffled.weights[static_cast<std::size_t>(i)] = data.weights[static_cast<std::size_t>(from)];
  }
  const auto held_out = static_cast<Index>(test_fraction * static_cast<double>(rows) + 0.5);
  shuffled.train_rows = rows - std::clamp<Index>(held_out, 1, rows - 1);
  data = std::move(shuffled);
}

void standardize_inputs(DataTable& data) {
  auto &means = data.standardization.input_means, &scales = data.standardization.input_scales;
  means.clear();
  scales.clear();
  for (Index j = 0; j < data.columns; ++j) {
    const auto [mean, scale] = spread(data.inputs.data() + j, data.train_rows, data.columns);
    shift_and_scale(data.inputs.data() + j, data.rows(), data.columns, mean, scale);
    means.push_back(mean);
    scales.push_back(scale);
  }
}

void standardize_targets(DataTable& data) {
  const auto [mean, scale] = spread(data.targets.data(), data.train_rows, 1);
  shift_and_scale(data.targets.data(), data.rows(), 1, mean, scale);
  data.standardization.target_mean = mean;
  data.standardization.target_scale = scale;
}

}  // namespace loss_playground
