// SPDX-License-Identifier: MIT
#pragma once
// Which rows a step sees. Any step can be asked for, past or to come.
#include <cstdint>
#include <span>
#include <vector>

#include "core/random.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

/// Rows by class, to draw a positive and a negative for an anchor.
class ClassRows {
 public:
  ClassRows() = default;
  /// One class number a row. Where the first rows stand for their classes, one each, the positive is the one of the
  /// anchor's class and the negative any other of them.
  explicit ClassRows(const std::vector<double>& labels, Index representatives = 0);

  struct Pair {
    std::int32_t positive, negative;
  };
  /// A random other row of the anchor's class (itself, if it is the only one) and a random row of another class, which
  /// there must be.
  Pair draw(std::int32_t anchor, Random& random) const;

 private:
  Pair draw_representatives(std::int32_t own, Random& random) const;

  Index representatives_ = 0;
  std::vector<std::int32_t> sorted_;
  std::vector<std::int32_t> position_;
  std::vector<std::int32_t> label_;
  std::vector<std::int32_t> first_;
};

/// What each row of a batch brings along: nothing, its positive, or its positive and a negative.
struct Company {
  const ClassRows* classes = nullptr;
  /// Rows in all: 1, 2 or 3.
  Index size = 1;
  /// The first row that is visited: none before it is an anchor.
  Index first = 0;
};

/// Batches of a training set. Each epoch visits every row once, in an order shuffled for that epoch; its last batch may
/// be smaller and is never filled from the next epoch.
class Batches {
 public:
  Batches(std::uint64_t seed, Index rows, Index batch_size, Company company);

  Index size() const { return batch_size_; }
  /// Rows of a step that counts from 1, each followed by its company: for triplets anchor, positive and negative of
  /// each in turn. Valid until the next call.
  std::span<const std::int32_t> rows(std::int64_t step);
  /// The epoch of the step last asked for, from 0.
  std::int64_t epoch() const { return epoch_; }

 private:
  void shuffle_epoch_of(std::int64_t step);

  std::uint64_t seed_;
  Index batch_size_;
  std::int64_t steps_per_epoch_;
  Company company_;
  std::int64_t epoch_ = -1;
  /// Steps before the epoch's first.
  std::int64_t steps_before_ = 0;
  std::vector<std::int32_t> order_;
  std::vector<std::int32_t> batch_;
};

}  // namespace loss_playground
