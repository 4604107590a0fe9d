// SPDX-License-Identifier: MIT
#pragma once
// A labelled batch whose triplets a miner picks: from the rows' embeddings to the loss, and its gradient back to the
// rows. A row's gradient is the sum over the triplets that it is in.
#include <span>

#include "miners/list.hpp"
#include "training/loss_feed.hpp"

namespace loss_playground {

template <class T>
class Mining {
 public:
  /// Triplets that go through the loss at a time, to keep its memory small.
  static constexpr Index chunk = 256;

  Mining(const Experiment& experiment, Index outputs, Index batch_rows);

  /// Mean loss of the triplets that the miner picks, and the gradient by the rows. `numbers` are the rows' numbers in
  /// the training set: what a miner draws by chance follows from them and the seed.
  LossTotal<T> operator()(LossFeed<T>& feed, View<const T> outputs, const T* labels,
                          std::span<const std::int32_t> numbers, View<T> slope);

  /// From the next batch on the same triplets are used again: for differences, which must not see another choice.
  void hold() { held_ = true; }

 private:
  void mine(View<const T> outputs, const T* labels, std::span<const std::int32_t> numbers);
  /// Adds the loss of so many triplets to the total, and their gradient to the rows'.
  void feed_chunk(LossFeed<T>& feed, View<const T> outputs, View<T> slope, Index begin, Index count,
                  LossTotal<T>& total);

  std::unique_ptr<Miner<T>> miner_;
  std::uint64_t seed_;
  Triplets triplets_;
  Aligned<T> stacked_, stacked_slope_, scratch_;
  bool held_ = false;
  bool mined_ = false;
};

/// The most triplets that a batch may give, about 12 MB of row numbers.
inline constexpr Index most_mined_triplets = 1'000'000;

/// Refuses a miner that the loss does not take, and a batch of more triplets than there may be. Each of the `rows`
/// brings along so many in all.
void check_miner(const Experiment& experiment, Target target, Index rows, Index company, Error& error);

}  // namespace loss_playground
