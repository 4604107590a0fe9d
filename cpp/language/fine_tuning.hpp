// SPDX-License-Identifier: MIT
#pragma once
// What a run needs that starts from what another learnt: the starting weights, which of them stay, a pull towards them,
// and rows of the first task to practise in between.
//
// The pull adds ½·l2_sp·‖w − w₀‖² over the weights, not the biases.
// Li, Grandvalet, Davoine: Explicit inductive bias for transfer learning with convolutional networks (2018),
// https://arxiv.org/abs/1802.01483
#include <span>

#include "training/batches.hpp"
#include "training/evaluation.hpp"

namespace loss_playground {

/// Where a fine-tuned run begins: the bytes of a snapshot or of a stored model, and the first task's data file.
struct Start {
  std::span<const std::uint8_t> weights{}, source_file{};
};

/// The parameters in a snapshot of either precision, or in a stored model: "LPM1", their number (4 bytes), then each as
/// a half-precision number. The error says how many were wanted.
std::vector<double> read_weights(std::span<const std::uint8_t> bytes, Index wanted, Error& error);

template <class T>
class FineTuner {
 public:
  /// `rows` are the training rows of the task to learn.
  FineTuner(const Experiment& experiment, Dataset source, std::vector<double> start, Index rows, Error& error);

  const std::vector<T>& start() const { return start_; }
  const Examples<T>& source() const { return source_; }
  /// Rows of each batch that come from the source.
  Index replayed() const { return replayed_; }

  /// The rows of a step with those of the source after them, which are numbered on from the task's own.
  std::span<const std::int32_t> with_replay(std::int64_t step, std::span<const std::int32_t> own);
  /// Adds the pull's gradient and takes away that of frozen parameters; the pull's value.
  double pull(const T* parameters, T* gradient) const;
  /// Puts frozen parameters back: weight decay would move them without a gradient.
  void restore_frozen(T* parameters) const;
  /// Cost on the source's unseen rows.
  double source_cost(const T* parameters) { return evaluation_->test(parameters).cost; }

 private:
  void mark_frozen(const std::vector<std::string>& names, const std::vector<ParameterBlock>& blocks, Error& error);

  Examples<T> source_;
  std::vector<T> start_;
  std::vector<ParameterBlock> blocks_;
  std::vector<bool> frozen_;
  Index rows_, replayed_;
  T l2_sp_;
  std::unique_ptr<Batches> batches_;
  std::unique_ptr<Evaluation<T>> evaluation_;
  std::vector<std::int32_t> batch_;
};

}  // namespace loss_playground
