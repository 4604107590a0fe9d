// SPDX-License-Identifier: MIT
#include "training/mining.hpp"

#include <algorithm>

#include "training/fit.hpp"

namespace loss_playground {

namespace {

/// A number that follows from all numbers of a list and their order (Fowler, Noll, Vo).
std::uint64_t hash(std::span<const std::int32_t> numbers) {
  std::uint64_t value = 0xcbf29ce484222325u;
  for (std::int32_t number : numbers) value = (value ^ static_cast<std::uint32_t>(number)) * 0x100000001b3u;
  return value;
}

}  // namespace

template <class T>
Mining<T>::Mining(const Experiment& experiment, Index outputs, Index batch_rows)
    : miner_(make_miner<T>(experiment.miner)), seed_(experiment.seed) {
  triplets_.reserve(static_cast<std::size_t>(3 * miner_->most_triplets(batch_rows)));
  stacked_.resize(static_cast<std::size_t>(3 * chunk * outputs));
  stacked_slope_.resize(stacked_.size());
  scratch_.resize(static_cast<std::size_t>(batch_rows));
}

template <class T>
void Mining<T>::mine(View<const T> outputs, const T* labels, std::span<const std::int32_t> numbers) {
  if (held_ && mined_) return;
  mined_ = true;
  triplets_.clear();
  Random random(seed_, Stream::triplets, hash(numbers));
  (*miner_)({outputs, labels, scratch_.data(), random}, triplets_);
}

template <class T>
LossTotal<T> Mining<T>::operator()(LossFeed<T>& feed, View<const T> outputs, const T* labels,
                                   std::span<const std::int32_t> numbers, View<T> slope) {
  mine(outputs, labels, numbers);
  std::fill_n(slope.data, slope.size(), T(0));
  const auto count = static_cast<Index>(triplets_.size()) / 3;
  LossTotal<T> total{T(0), static_cast<T>(count * feed.per_triplet())};
  for (Index begin = 0; begin < count; begin += chunk)
    feed_chunk(feed, outputs, slope, begin, std::min(chunk, count - begin), total);
  return total;
}

template <class T>
void Mining<T>::feed_chunk(LossFeed<T>& feed, View<const T> outputs, View<T> slope, Index begin, Index count,
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
             "at most " + std::to_string(most) + " rows for the miner " + experiment.miner.id};
  }
}

template class Mining<float>;
template class Mining<double>;

}  // namespace loss_playground
