// SPDX-License-Identifier: MIT
#include "language/fine_tuning.hpp"

#include <algorithm>
#include <cstring>

#include "core/math.hpp"
#include "core/snapshot.hpp"
#include "language/text_evaluation.hpp"
#include "language/text_examples.hpp"

namespace loss_playground {

namespace {

/// A finite number of half precision (IEEE 754 binary16).
double from_half(std::uint16_t half) {
  const std::uint32_t exponent = (half >> 10) & 31u, fraction = half & 1023u;
  const float normal = math::from_bits<float>(static_cast<std::int32_t>(((exponent + 112) << 23) | (fraction << 13)));
  const double size = exponent == 0 ? static_cast<double>(fraction) * 0x1p-24 : static_cast<double>(normal);
  return half & 0x8000u ? -size : size;
}

template <class Number>
std::vector<double> read_numbers(std::span<const std::uint8_t> bytes, std::size_t at, Index count) {
  std::vector<double> numbers;
  for (Index i = 0; i < count; ++i, at += sizeof(Number)) {
    Number number;
    std::memcpy(&number, bytes.data() + at, sizeof(number));
    if constexpr (sizeof(Number) == 2) {
      numbers.push_back(from_half(number));
    } else {
      numbers.push_back(static_cast<double>(number));
    }
  }
  return numbers;
}

std::uint32_t word(std::span<const std::uint8_t> bytes, std::size_t at) {
  std::uint32_t value = 0;
  if (bytes.size() >= at + 4) std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

constexpr std::uint32_t stored_mark = 0x314D504C;  // "LPM1"
constexpr std::size_t stored_head = 8;

}  // namespace

std::vector<double> read_weights(std::span<const std::uint8_t> bytes, Index wanted, Error& error) {
  const bool stored = word(bytes, 0) == stored_mark;
  SnapshotHead head{stored_mark, 2, word(bytes, 4), 0, 0, 0, 0};
  if (!stored) head = check_snapshot(bytes, error);
  if (stored && bytes.size() != stored_head + head.width * head.parameters)
    error = {"", std::to_string(bytes.size()) + " bytes of a damaged model", "the complete bytes of a stored model"};
  if (!error && head.parameters != static_cast<std::uint64_t>(wanted))
    error = {
        "", "a model of " + std::to_string(head.parameters) + " parameters",
        "a model of " + std::to_string(wanted) + " parameters, with the same architecture, vocabulary and context"};
  if (error) {
    error.path = "fine_tuning.initial";
    return {};
  }
  if (stored) return read_numbers<std::uint16_t>(bytes, stored_head, wanted);
  return head.width == 4 ? read_numbers<float>(bytes, sizeof(head), wanted)
                         : read_numbers<double>(bytes, sizeof(head), wanted);
}

template <class T>
FineTuner<T>::FineTuner(const Experiment& experiment, TextData source, std::vector<double> start, const Rows<T>& own,
                        Error& error)
    : source_(make_examples<T>(source, experiment, error)),
      rows_(own, source_),
      start_(start.begin(), start.end()),
      own_count_(own.size()),
      l2_sp_(static_cast<T>(experiment.fine_tuning->l2_sp)) {
  const double share = experiment.fine_tuning->replay * experiment.batch_size;
  replayed_ = std::min(static_cast<Index>(share + 0.5), static_cast<Index>(experiment.batch_size) - 1);
  if (error) return;
  const auto model = make_model<T>(experiment.model, source_.form);
  blocks_ = model->blocks();
  if (model->parameter_count() != static_cast<Index>(start_.size()))
    error = {"fine_tuning.source", experiment.fine_tuning->source.id, "a task with the same vocabulary and context"};
  if (!error) mark_frozen(experiment.fine_tuning->freeze, error);
  if (error) return;
  evaluation_ = std::make_unique<TextEvaluation<T>>(experiment, source_, std::move(source));
  // Another order than the task's own batches.
  if (replayed_ > 0) batches_ = std::make_unique<Batches>(~experiment.seed, source_.train.size(), replayed_, Company{});
}

template <class T>
void FineTuner<T>::mark_frozen(const std::vector<std::string>& names, Error& error) {
  frozen_.assign(blocks_.size(), false);
  std::string known;
  for (const ParameterBlock& block : blocks_) known += (known.empty() ? "" : ", ") + block.name;
  for (std::size_t k = 0; k < names.size(); ++k) {
    bool found = false;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!blocks_[i].name.starts_with(names[k])) continue;
      frozen_[i] = found = true;
    }
    if (!found)
      error = {"fine_tuning.freeze[" + std::to_string(k) + "]", "\"" + names[k] + "\"",
               "the beginning of a parameter name: " + known};
  }
}

template <class T>
std::span<const std::int32_t> FineTuner<T>::with_replay(std::int64_t step, std::span<const std::int32_t> own) {
  if (!batches_) return own;
  batch_.assign(own.begin(), own.end());
  for (std::int32_t row : batches_->rows(step)) batch_.push_back(static_cast<std::int32_t>(own_count_) + row);
  return batch_;
}

template <class T>
void FineTuner<T>::BothRows::copy(std::span<const std::int32_t> rows, T* inputs, T* targets) const {
  const auto first = static_cast<std::int32_t>(own_.size());
  const auto others = std::find_if(rows.begin(), rows.end(), [&](std::int32_t row) { return row >= first; });
  const auto count = others - rows.begin();
  own_.copy({rows.begin(), others}, inputs, targets);
  numbers_.clear();
  for (auto at = others; at != rows.end(); ++at) numbers_.push_back(*at - first);
  source_.train.rows->copy(numbers_, inputs + count * source_.form.inputs, targets + count * source_.positions);
}

template <class T>
double FineTuner<T>::pull(const T* parameters, T* gradient) const {
  double squares = 0;
  for (std::size_t k = 0; k < blocks_.size(); ++k) {
    const ParameterBlock& block = blocks_[k];
    for (Index i = block.offset; i < block.offset + block.size; ++i) {
      const T apart = parameters[i] - start_[static_cast<std::size_t>(i)];
      if (block.is_weight) squares += static_cast<double>(apart) * static_cast<double>(apart);
      if (block.is_weight) gradient[i] += l2_sp_ * apart;
      if (frozen_[k]) gradient[i] = T(0);
    }
  }
  return 0.5 * static_cast<double>(l2_sp_) * squares;
}

template <class T>
void FineTuner<T>::restore_frozen(T* parameters) const {
  for (std::size_t k = 0; k < blocks_.size(); ++k)
    if (frozen_[k]) std::copy_n(start_.data() + blocks_[k].offset, blocks_[k].size, parameters + blocks_[k].offset);
}

template class FineTuner<float>;
template class FineTuner<double>;

}  // namespace loss_playground
