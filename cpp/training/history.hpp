// SPDX-License-Identifier: MIT
#pragma once
// What is recorded of each step, in columns.
//
// Every step is kept up to a quarter of a million of them. A longer run keeps every second, then every fourth, …: the
// multiples of a stride, and always the latest, so that a run of any length needs the same memory.
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace loss_playground {

/// The order of the columns, and their names at the boundary.
enum class Metric {
  step,
  epoch,
  batch_loss,
  penalty,
  objective,
  cost,
  test_cost,
  score,
  test_score,
  grad_norm,
  lr,
  source_cost,
  r_squared,
  spearman,
  recall_at_1,
  mean_reciprocal_rank,
  active,
  positive_distance,
  negative_distance,
  spread
};
inline constexpr std::array<const char*, 20> metric_names = {"step",
                                                             "epoch",
                                                             "batchLoss",
                                                             "penalty",
                                                             "objective",
                                                             "cost",
                                                             "testCost",
                                                             "score",
                                                             "testScore",
                                                             "gradNorm",
                                                             "lr",
                                                             "sourceCost",
                                                             "rSquared",
                                                             "spearman",
                                                             "recallAt1",
                                                             "meanReciprocalRank",
                                                             "active",
                                                             "positiveDistance",
                                                             "negativeDistance",
                                                             "spread"};
/// The first ones are of every run.
inline constexpr std::size_t common_metrics = 12;

/// Metrics besides that a kind of task has: those from `first` on.
struct ExtraMetrics {
  Metric first = Metric::recall_at_1;
  std::size_t count = 0;
};
inline constexpr ExtraMetrics ranking_metrics{Metric::r_squared, 2}, search_metrics{Metric::recall_at_1, 6};

/// One step's numbers; NaN where something was not computed.
class Metrics {
 public:
  Metrics() { clear(); }
  void clear() { values_.fill(std::numeric_limits<double>::quiet_NaN()); }
  double& operator[](Metric metric) { return values_[static_cast<std::size_t>(metric)]; }
  double operator[](Metric metric) const { return values_[static_cast<std::size_t>(metric)]; }
  double& operator[](std::size_t column) { return values_[column]; }
  const std::array<double, metric_names.size()>& values() const { return values_; }

 private:
  std::array<double, metric_names.size()> values_;
};

class History {
 public:
  static constexpr std::int64_t most_entries = 1 << 18;

  explicit History(ExtraMetrics extra = {}) : extra_(extra), columns_(common_metrics + extra.count) {}

  std::size_t columns() const { return columns_; }
  /// What a column is, as a place in metric_names.
  std::size_t metric(std::size_t column) const {
    return column < common_metrics ? column : column - common_metrics + static_cast<std::size_t>(extra_.first);
  }
  /// Makes room for the entries of so many steps, as far as they are all kept.
  void reserve(std::int64_t steps);

  /// Entries, which are fewer than the steps in a very long run.
  std::int64_t size() const { return size_; }
  /// The latest step; 0 before the first.
  std::int64_t last_step() const { return size_ ? static_cast<std::int64_t>(step_of(size_ - 1)) : 0; }
  /// Entries up to a step: where the rest begins.
  std::int64_t count_to(double step) const;

  void push(const Metrics& metrics) {
    if (size_ > 0 && last_step() % stride_ != 0) --size_;
    if (size_ == capacity_) grow();
    put(size_++, metrics);
    if (size_ >= most_entries) thin();
  }
  /// The latest entry, and its replacement once more of it is known.
  Metrics last() const;
  void amend(const Metrics& metrics) { put(size_ - 1, metrics); }
  /// Forgets what came after a step; steps that were never seen here, in a fork, are numbered and otherwise NaN.
  void cut(std::int64_t steps);

  const double* column(std::size_t index) const {
    return values_.data() + static_cast<std::int64_t>(index) * capacity_;
  }

 private:
  double step_of(std::int64_t entry) const { return values_[static_cast<std::size_t>(entry)]; }
  void put(std::int64_t entry, const Metrics& metrics) {
    for (std::size_t i = 0; i < columns_; ++i)
      values_[i * static_cast<std::size_t>(capacity_) + static_cast<std::size_t>(entry)] = metrics.values()[metric(i)];
  }
  void grow();
  void thin();

  ExtraMetrics extra_;
  std::size_t columns_;
  /// Column after column, each with room for `capacity_` entries.
  std::vector<double> values_;
  std::int64_t size_ = 0, capacity_ = 0, stride_ = 1;
};

}  // namespace loss_playground
