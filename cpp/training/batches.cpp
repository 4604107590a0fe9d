// SPDX-License-Identifier: MIT
#include "training/batches.hpp"

#include <algorithm>
#include <numeric>

namespace loss_playground {

ClassRows::ClassRows(const std::vector<double>& labels) : sorted_(labels.size()), position_(labels.size()) {
  label_.reserve(labels.size());
  for (double label : labels) label_.push_back(static_cast<std::int32_t>(label));
  std::iota(sorted_.begin(), sorted_.end(), 0);
  const auto label_of = [this](std::int32_t row) { return label_[static_cast<std::size_t>(row)]; };
  std::stable_sort(sorted_.begin(), sorted_.end(), [&](auto a, auto b) { return label_of(a) < label_of(b); });
  const std::int32_t classes = sorted_.empty() ? 0 : label_of(sorted_.back()) + 1;
  first_.assign(static_cast<std::size_t>(classes) + 1, 0);
  for (std::int32_t label : label_) ++first_[static_cast<std::size_t>(label) + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  for (std::size_t i = 0; i < sorted_.size(); ++i)
    position_[static_cast<std::size_t>(sorted_[i])] = static_cast<std::int32_t>(i);
}

ClassRows::Pair ClassRows::draw(std::int32_t anchor, Random& random) const {
  const auto label = static_cast<std::size_t>(label_[static_cast<std::size_t>(anchor)]);
  const std::int32_t begin = first_[label], size = first_[label + 1] - begin;
  const std::int32_t others = static_cast<std::int32_t>(sorted_.size()) - size;
  std::int32_t positive = position_[static_cast<std::size_t>(anchor)];
  if (size > 1) {
    // Any of the class but the anchor: the last one stands in for the anchor's place.
    const auto drawn = begin + static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(size - 1)));
    positive = drawn == positive ? begin + size - 1 : drawn;
  }
  auto negative = static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(others)));
  if (negative >= begin) negative += size;
  return {sorted_[static_cast<std::size_t>(positive)], sorted_[static_cast<std::size_t>(negative)]};
}

Batches::Batches(std::uint64_t seed, Index rows, Index batch_size, const ClassRows* triplets)
    : seed_(seed),
      batch_size_(std::min(rows, batch_size)),
      steps_per_epoch_((rows + batch_size_ - 1) / batch_size_),
      triplets_(triplets),
      order_(static_cast<std::size_t>(rows)) {
  batch_.reserve(static_cast<std::size_t>(batch_size_ * (triplets ? 3 : 1)));
}

const std::vector<std::int32_t>& Batches::rows(std::int64_t step) {
  const std::int64_t wanted = epoch(step);
  if (wanted != ordered_epoch_) {
    std::iota(order_.begin(), order_.end(), 0);
    Random random(seed_, Stream::batches, static_cast<std::uint64_t>(wanted));
    shuffle(order_, random);
    ordered_epoch_ = wanted;
  }
  const Index begin = static_cast<Index>((step - 1) % steps_per_epoch_) * batch_size_;
  const Index end = std::min(begin + batch_size_, static_cast<Index>(order_.size()));
  batch_.clear();
  Random random(seed_, Stream::triplets, static_cast<std::uint64_t>(step));
  for (Index i = begin; i < end; ++i) {
    const std::int32_t row = order_[static_cast<std::size_t>(i)];
    batch_.push_back(row);
    if (!triplets_) continue;
    const auto [positive, negative] = triplets_->draw(row, random);
    batch_.push_back(positive);
    batch_.push_back(negative);
  }
  return batch_;
}

}  // namespace loss_playground
