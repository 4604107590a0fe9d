// SPDX-License-Identifier: MIT
#pragma once
// What is recorded of each step, in columns.
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace loss_playground {

/// The order of the columns, and their names at the boundary.
enum class Metric { step, epoch, batch_loss, penalty, objective, cost, test_cost, score, test_score, grad_norm, lr };
inline constexpr std::array<const char*, 11> metric_names = {
    "step", "epoch", "batchLoss", "penalty", "objective", "cost", "testCost", "score", "testScore", "gradNorm", "lr"};

/// One step's numbers; NaN where something was not worked out.
class Metrics {
 public:
  Metrics() { values_.fill(std::numeric_limits<double>::quiet_NaN()); }
  double& operator[](Metric metric) { return values_[static_cast<std::size_t>(metric)]; }
  const std::array<double, metric_names.size()>& values() const { return values_; }

 private:
  std::array<double, metric_names.size()> values_;
};

class History {
 public:
  void reserve(std::size_t steps) {
    for (auto& column : columns_) column.reserve(steps);
  }
  std::int64_t size() const { return static_cast<std::int64_t>(columns_[0].size()); }
  void push(const Metrics& metrics) {
    for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].push_back(metrics.values()[i]);
  }
  /// Replaces the last step's numbers, once its cost is known.
  void amend(const Metrics& metrics) {
    for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].back() = metrics.values()[i];
  }
  /// Forgets what came after a step; steps that were never seen here, in a fork, are numbered and otherwise NaN.
  void cut(std::int64_t steps) {
    const std::int64_t seen = size();
    for (auto& column : columns_)
      column.resize(static_cast<std::size_t>(steps), std::numeric_limits<double>::quiet_NaN());
    for (std::int64_t i = seen; i < steps; ++i) columns_[0][static_cast<std::size_t>(i)] = static_cast<double>(i + 1);
  }
  const std::vector<double>& column(std::size_t index) const { return columns_[index]; }

 private:
  std::array<std::vector<double>, metric_names.size()> columns_;
};

}  // namespace loss_playground
