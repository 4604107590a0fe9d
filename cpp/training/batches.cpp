// SPDX-License-Identifier: MIT
#include "training/batches.hpp"

#include <algorithm>
#include <numeric>

namespace loss_playground {

ClassRows::ClassRows(const std::vector<double>& labels, Index representatives)
    : representatives_(representatives), sorted_(labels.size()), position_(labels.size()) {
  std::int32_t classes = 0;
  label_.reserve(labels.size());
  for (double label : labels) {
    label_.push_back(static_cast<std::int32_t>(label));
    classes = std::max(classes, label_.back() + 1);
  }
  first_.assign(static_cast<std::size_t>(classes) + 1, 0);
  for (std::int32_t label : label_) ++first_[static_cast<std::size_t>(label) + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  auto next = first_;
  for (std::size_t row = 0; row < label_.size(); ++row) {
    position_[row] = next[static_cast<std::size_t>(label_[row])]++;
    sorted_[static_cast<std::size_t>(position_[row])] = static_cast<std::int32_t>(row);
  }
}

ClassRows::Pair ClassRows::draw(std::int32_t anchor, Random& random) const {
  const auto label = static_cast<std::size_t>(label_[static_cast<std::size_t>(anchor)]);
  const std::int32_t begin = first_[label], size = first_[label + 1] - begin;
  const std::int32_t others = static_cast<std::int32_t>(sorted_.size()) - size;
  if (representatives_ > 0) return draw_representatives(static_cast<std::int32_t>(label), random);
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

ClassRows::Pair ClassRows::draw_representatives(std::int32_t own, Random& random) const {
  const auto drawn = static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(representatives_ - 1)));
  return {own, drawn + (drawn >= own)};
}

Batches::Batches(std::uint64_t seed, Index rows, Index batch_size, Company company)
    : seed_(seed),
      batch_size_(std::min(rows - company.first, batch_size)),
      steps_per_epoch_((rows - company.first + batch_size_ - 1) / batch_size_),
      company_(company),
      order_(static_cast<std::size_t>(rows - company.first)),
      batch_(static_cast<std::size_t>(company.size > 1 ? company.size * batch_size_ : 0)) {}

void Batches::shuffle_epoch_of(std::int64_t step) {
  epoch_ = (step - 1) / steps_per_epoch_;
  steps_before_ = epoch_ * steps_per_epoch_;
  std::iota(order_.begin(), order_.end(), static_cast<std::int32_t>(company_.first));
  Random random(seed_, Stream::batches, static_cast<std::uint64_t>(epoch_));
  shuffle(order_, random);
}

std::span<const std::int32_t> Batches::rows(std::int64_t step) {
  if (epoch_ < 0 || step <= steps_before_ || step > steps_before_ + steps_per_epoch_) shuffle_epoch_of(step);
  const Index begin = static_cast<Index>(step - 1 - steps_before_) * batch_size_;
  const Index count = std::min(batch_size_, static_cast<Index>(order_.size()) - begin);
  const std::int32_t* anchors = order_.data() + begin;
  if (company_.size == 1) return {anchors, static_cast<std::size_t>(count)};
  Random random(seed_, Stream::triplets, static_cast<std::uint64_t>(step));
  std::int32_t* next = batch_.data();
  for (Index i = 0; i < count; ++i) {
    const auto [positive, negative] = company_.classes->draw(anchors[i], random);
    *next++ = anchors[i];
    *next++ = positive;
    if (company_.size == 3) *next++ = negative;
  }
  return {batch_.data(), static_cast<std::size_t>(company_.size * count)};
}

}  // namespace loss_playground
