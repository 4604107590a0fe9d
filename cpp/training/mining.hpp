// SPDX-License-Identifier: MIT
#pragma once
// A labeled batch whose triplets a miner picks: from the rows' embeddings to the loss, and its gradient back to the
// rows. A row's gradient is the sum over the triplets that it is in.
#include <memory>
#include <span>

#include "training/loss_feed.hpp"

namespace loss_playground {

/// Triplets that go through a loss at a time, to keep its memory small.
inline constexpr Index triplet_chunk = 256;

template <class T>
class Mining {
 public:
  virtual ~Mining() = default;
  /// Mean loss of the triplets that the miner picks, and the gradient by the rows. `numbers` are the rows' numbers in
  /// the training set: what a miner draws by chance follows from them and the seed.
  virtual LossTotal<T> operator()(LossFeed<T>& feed, View<const T> outputs, const T* labels,
                                  std::span<const std::int32_t> numbers, View<T> slope) = 0;
  /// From the next batch on the same triplets are used again: for differences, which must not see another choice.
  virtual void hold() = 0;
};

/// With the experiment's miner; null in the starter (cpp/starter), whose triplets are all drawn.
template <class T>
std::unique_ptr<Mining<T>> make_mining(const Experiment& experiment, Index outputs, Index batch_rows);

/// Multiplications of picking triplets in a batch, and of their loss.
double mining_work(const Experiment& experiment, const BatchSize& size);

/// The most triplets that a batch may give, about 12 MB of row numbers.
inline constexpr Index most_mined_triplets = 1'000'000;

/// Refuses a miner that the loss does not take, and a batch of more triplets than there may be. Each of the `rows`
/// brings along so many in all.
void check_miner(const Experiment& experiment, Target target, Index rows, Index company, Error& error);

}  // namespace loss_playground
