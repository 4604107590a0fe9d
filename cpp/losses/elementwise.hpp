// SPDX-License-Identifier: MIT
#pragma once
// Losses that are a function of input − target, element by element.
#include "losses/loss.hpp"

namespace loss_playground {

/// A loss and its derivative at one residual.
template <class T>
struct Slope {
  T value;
  T derivative;
};

inline constexpr std::array<LossInput, max_loss_inputs> input_and_target{
    LossInput{"input", "(*)", "real"}, LossInput{"target", "(*), the shape of input", "real"}};

template <class Rule>
struct ElementwiseLoss {
  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_same_shape(Rule::descriptor, call, 1, error);
  }

  /// The mean is over all elements.
  template <class T>
  T divisor(const LossCall<T>& call) const {
    return static_cast<T>(call.inputs[0].size());
  }

  template <class T>
  LossSum<T> operator()(const LossCall<T>& call) const {
    const auto& rule = static_cast<const Rule&>(*this);
    const Index size = call.inputs[0].size();
    const T *input = call.inputs[0].data, *target = call.inputs[1].data;
    T *input_gradient = call.gradients[0].data, *target_gradient = call.gradients[1].data;
    T sum = T(0);
    for (Index i = 0; i < size; ++i) {
      const Slope<T> slope = rule.slope(input[i] - target[i]);
      sum += slope.value;
      if (call.values) call.values[i] = slope.value;
      if (input_gradient) input_gradient[i] = call.scale * slope.derivative;
      if (target_gradient) target_gradient[i] = -(call.scale * slope.derivative);
    }
    return {sum, size};
  }
};

}  // namespace loss_playground
