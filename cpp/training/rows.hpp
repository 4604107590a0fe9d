// SPDX-License-Identifier: MIT
#pragma once
// Where the inputs and targets of a batch come from: one call a batch, whatever the kind of data.
#include <span>

#include "core/tensor.hpp"

namespace loss_playground {

template <class T>
class Rows {
 public:
  virtual ~Rows() = default;
  virtual Index size() const = 0;
  /// Copies the inputs and the targets of the named rows, one after the other.
  virtual void copy(std::span<const std::int32_t> rows, T* inputs, T* targets) const = 0;
};

}  // namespace loss_playground
