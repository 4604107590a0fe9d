// SPDX-License-Identifier: MIT
#pragma once
// What a run needs that starts from what another has learned: the starting weights, which of them stay, a pull towards
// them, and rows of the first task in each batch.
#include "training/rows.hpp"

namespace loss_playground {

template <class T>
class Tuning {
 public:
  virtual ~Tuning() = default;
  virtual const std::vector<T>& start() const = 0;
  /// Rows of each batch that come from the first task.
  virtual Index replayed() const = 0;
  /// The rows of a step with those of the first task after them, which are numbered on from the task's own.
  virtual std::span<const std::int32_t> with_replay(std::int64_t step, std::span<const std::int32_t> own) = 0;
  /// The task's own training rows, then those of the first task.
  virtual const Rows<T>& rows() const = 0;
  /// Adds the gradient of the pull, sets that of frozen parameters to 0, and returns the value of the pull.
  virtual double pull(const T* parameters, T* gradient) const = 0;
  /// Puts frozen parameters back: weight decay would move them without a gradient.
  virtual void restore_frozen(T* parameters) const = 0;
  /// Evaluates the cost on the first task's test rows one piece of work further; true once it is known.
  virtual bool judge_source_piece(const T* parameters, double& cost) = 0;
  /// Gives up an evaluation that is not complete.
  virtual void restart_source() = 0;
};

}  // namespace loss_playground
