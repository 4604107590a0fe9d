// SPDX-License-Identifier: MIT
#pragma once
// One loss on tensors that the caller brings, with the reductions of PyTorch.
#include <array>
#include <string>
#include <vector>

#include "losses/loss.hpp"

namespace loss_playground {

template <class T>
struct LossTensor {
  bool given = false;
  std::vector<Index> shape;
  std::vector<T> data;
};

/// In the order of the descriptor's inputs.
template <class T>
using LossTensors = std::array<LossTensor<T>, max_loss_inputs>;

template <class T>
struct LossEvaluation {
  T value = T(0);
  /// With reduction `none`: one value an element or a row, and their shape.
  std::vector<T> values;
  std::vector<Index> value_shape;
  /// Of the reduced value; with `none` of the sum. Empty for inputs that have none, such as class numbers and weights.
  std::array<std::vector<T>, max_loss_inputs> gradients;
  std::array<bool, max_loss_inputs> differentiable{};
  T divisor = T(0);
};

/// `reduction` is none, mean, sum or batchmean (the sum divided by the number of rows). The error names a tensor that
/// is missing, of the wrong shape, or not finite. The mean of nothing is 0, or
/// NaN with a loss's `torch_compat`.
template <class T>
LossEvaluation<T> evaluate_loss(const Spec& spec, const std::string& reduction, const LossTensors<T>& tensors,
                                Error& error);

}  // namespace loss_playground
