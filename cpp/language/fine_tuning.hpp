// SPDX-License-Identifier: MIT
#pragma once
// What fine-tuning needs: the starting weights, which of them are frozen, a pull towards them, and rows of the source
// task in each batch.
//
// The pull adds ½·l2_sp·‖w − w₀‖² over the weights, not the biases.
// Li, Grandvalet, Davoine: Explicit inductive bias for transfer learning with convolutional networks (2018),
// https://arxiv.org/abs/1802.01483
#include "language/text_data.hpp"
#include "training/batches.hpp"
#include "training/evaluation.hpp"
#include "training/tuning.hpp"

namespace loss_playground {

/// The parameters in a snapshot of either precision, or in a stored model: "LPM1", their number (4 bytes), then each as
/// a half-precision number. The error says how many were wanted.
std::vector<double> read_weights(std::span<const std::uint8_t> bytes, Index wanted, Error& error);

template <class T>
class FineTuner final : public Tuning<T> {
 public:
  /// `own` are the training rows of the task to learn; they must outlive this.
  FineTuner(const Experiment& experiment, TextData source, std::vector<double> start, const Rows<T>& own, Error& error);

  const std::vector<T>& start() const override { return start_; }
  Index replayed() const override { return replayed_; }
  std::span<const std::int32_t> with_replay(std::int64_t step, std::span<const std::int32_t> own) override;
  const Rows<T>& rows() const override { return rows_; }
  double pull(const T* parameters, T* gradient) const override;
  void restore_frozen(T* parameters) const override;
  bool judge_source_piece(const T* parameters, double& cost) override {
    Judgement found;
    const bool known = evaluation_->judge_piece(parameters, false, found, unused_);
    if (known) cost = found.cost;
    return known;
  }
  void restart_source() override { evaluation_->restart(); }

 private:
  /// The task's own rows, then those of the source, whose inputs and targets are as wide. So they stand in a batch,
  /// too.
  class BothRows final : public Rows<T> {
   public:
    BothRows(const Rows<T>& own, const Examples<T>& source) : own_(own), source_(source) {}
    Index size() const override { return own_.size() + source_.train.size(); }
    void copy(std::span<const std::int32_t> rows, T* inputs, T* targets) const override;

   private:
    const Rows<T>& own_;
    const Examples<T>& source_;
    mutable std::vector<std::int32_t> numbers_;
  };

  void mark_frozen(const std::vector<std::string>& names, Error& error);

  Examples<T> source_;
  BothRows rows_;
  std::vector<T> start_;
  std::vector<ParameterBlock> blocks_;
  std::vector<bool> frozen_;
  Index own_count_, replayed_;
  T l2_sp_;
  std::unique_ptr<Batches> batches_;
  std::unique_ptr<Evaluation<T>> evaluation_;
  Metrics unused_;
  std::vector<std::int32_t> batch_;
};

}  // namespace loss_playground
