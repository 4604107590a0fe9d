// SPDX-License-Identifier: MIT
#include "training/history.hpp"

#include <algorithm>

namespace loss_playground {

void History::reserve(std::int64_t steps) {
  const std::int64_t wanted = std::min(steps, most_entries);
  if (wanted <= capacity_) return;
  std::vector<double> larger(columns_ * static_cast<std::size_t>(wanted));
  for (std::size_t i = 0; i < columns_; ++i)
    std::copy_n(column(i), size_, larger.data() + static_cast<std::int64_t>(i) * wanted);
  values_ = std::move(larger);
  capacity_ = wanted;
}

void History::grow() { reserve(std::max<std::int64_t>(1024, 2 * capacity_)); }

std::int64_t History::count_to(double step) const {
  const double* steps = values_.data();
  return std::upper_bound(steps, steps + size_, step) - steps;
}

Metrics History::last() const {
  Metrics metrics;
  for (std::size_t i = 0; i < columns_; ++i) metrics[metric(i)] = column(i)[size_ - 1];
  return metrics;
}

void History::thin() {
  stride_ *= 2;
  std::int64_t kept = 0;
  for (std::int64_t entry = 0; entry < size_; ++entry) {
    if (static_cast<std::int64_t>(step_of(entry)) % stride_ != 0 && entry + 1 < size_) continue;
    for (std::int64_t at = 0; at < static_cast<std::int64_t>(values_.size()); at += capacity_)
      values_[static_cast<std::size_t>(at + kept)] = values_[static_cast<std::size_t>(at + entry)];
    ++kept;
  }
  size_ = kept;
}

void History::cut(std::int64_t steps) {
  size_ = count_to(static_cast<double>(steps));
  if (size_ == 0) stride_ = 1;
  while (steps / stride_ >= most_entries - 1) stride_ *= 2;
  Metrics skipped;
  while (last_step() < steps) {
    const std::int64_t next = std::min(steps, last_step() / stride_ * stride_ + stride_);
    skipped[Metric::step] = static_cast<double>(next);
    push(skipped);
  }
}

}  // namespace loss_playground
