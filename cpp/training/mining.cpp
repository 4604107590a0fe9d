// SPDX-License-Identifier: MIT
#include "training/mining.hpp"

#include <algorithm>

#include "miners/miner.hpp"
#include "training/fit.hpp"

namespace loss_playground {

namespace {

/// A number that follows from all numbers of a list and their order (Fowler, Noll, Vo).
std::uint64_t hash(std::span<const std::int32_t> numbers) {
  std::uint64_t value = 0xcbf29ce484222325u;
  for (std::int32_t number : numbers) value = (value ^ static_cast<std::uint32_t>(number)) * 0x100000001b3u;
  return value;
}

template <class T>
class MinerFeed final : public Mining<T> {
 public:
  MinerFeed(const Experiment& experiment, Index outputs, Index batch_rows);
  LossTotal<T> operator()(LossFeed<T>& feed, View<const T> outputs, const T* labels,
                          std::span<const std::int32_t> numbers, View<T> slope) override;
  void hold() override { held_ = true; }

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

template <class T>
MinerFeed<T>::MinerFeed(const Experiment& experiment, Index outputs, Index batch_rows)
    : miner_(make_miner<T>(experiment.miner)), seed_(experiment.seed) {
  triplets_.reserve(static_cast<std::size_t>(3 * miner_->most_triplets(batch_rows)));
  stacked_.resize(static_cast<std::size_t>(3 * triplet_chunk * outputs));
  stacked_slope_.resize(stacked_.size());
  scratch_.resize(static_cast<std::size_t>(batch_rows));
}

template <class T>
void MinerFeed<T>::mine(View<const T> outputs, const T* labels, std::span<const std::int32_t> numbers) {
  if (held_ && mined_) return;
  mined_ = true;
  triplets_.clear();
  Random random(seed_, Stream::triplets, hash(numbers));
  (*miner_)({outputs, labels, scratch_.data(), random}, triplets_);
}

template <class T>
LossTotal<T> MinerFeed<T>::operator()(LossFeed<T>& feed, View<const T> outputs, const T* labels,
                                      std::span<const std::int32_t> numbers, View<T> slope) {
  mine(outputs, labels, numbers);
  std::fill_n(slope.data, slope.size(), T(0));
  const auto count = static_cast<Index>(triplets_.size()) / 3;
  LossTotal<T> total{T(0), static_cast<T>(count * feed.per_triplet())};
  for (Index begin = 0; begin < count; begin += triplet_chunk)
    feed_chunk(feed, outputs, slope, begin, std::min(triplet_chunk, count - begin), total);
  return total;
}

template <class T>
void MinerFeed<T>::feed_chunk(LossFeed<T>& feed, View<const T> outputs, View<T> slope, Index begin, Index count,
                              LossTotal<T>& total) {
  const Index columns = outputs.cols;
  const View<T> stacked{stacked_.data(), 3 * count, columns}, stacked_slope{stacked_slope_.data(), 3 * count, columns};
  const auto row_of = [&](Index i) { return triplets_[static_cast<std::size_t>(3 * (begin + i % count) + i / count)]; };
  for (Index i = 0; i < 3 * count; ++i) std::copy_n(outputs.row(row_of(i)), columns, stacked.row(i));
  const LossTotal<T> found = feed.triplets(stacked.read_only(), nullptr, stacked_slope, total.divisor);
  total.sum += found.sum;
  total.active += found.active;
  for (Index i = 0; i < 3 * count; ++i)
    for (Index j = 0; j < columns; ++j) slope(row_of(i), j) += stacked_slope(i, j);
}

}  // namespace

template <class T>
std::unique_ptr<Mining<T>> make_mining(const Experiment& experiment, Index outputs, Index batch_rows) {
  return std::make_unique<MinerFeed<T>>(experiment, outputs, batch_rows);
}

template std::unique_ptr<Mining<float>> make_mining(const Experiment&, Index, Index);
template std::unique_ptr<Mining<double>> make_mining(const Experiment&, Index, Index);

double mining_work(const Experiment& experiment, const BatchSize& size) {
  const auto miner = make_miner<double>(experiment.miner);
  const auto triplets = static_cast<double>(miner->most_triplets(static_cast<Index>(size.rows)));
  return size.rows * size.rows * (15 * size.columns + 70) + 25 * miner->comparisons(size.rows, size.alike) +
         triplets * (200 * size.columns + 800);
}

void check_miner(const Experiment& experiment, Target target, Index rows, Index company, Error& error) {
  const auto miner = make_miner<double>(experiment.miner);
  if (error || !miner) return;
  const Index batch = std::min(rows, static_cast<Index>(experiment.batch_size));
  if (!takes_miner(target)) {
    error = {"miner.id", experiment.miner.id, miner_misfit};
  } else if (miner->most_triplets(company * batch) > most_mined_triplets) {
    Index most = batch;
    while (miner->most_triplets(company * most) > most_mined_triplets) --most;
    error = {"batch_size", std::to_string(batch),
             "at most " + std::to_string(most) + " rows with the miner " + experiment.miner.id};
  }
}

}  // namespace loss_playground
