// SPDX-License-Identifier: MIT
#pragma once
// Cross-entropy of independent yes-or-no questions, from logits. For two classes with one output, and for several
// labels at a time.
//
//   l = weight · (pos_weight·y·softplus(−x) + (1 − y)·softplus(x)),  softplus(x) = ln(1 + e^x)
//
// Shapes: input and target (*), target from 0 to 1; weight (*); pos_weight: as long as the last dimension. The two
// softplus terms share one exponential and never cancel, so a loss of 1e-18 keeps all its digits (PyTorch's is 0).
// https://pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy_with_logits.html
#include "losses/weight_lists.hpp"

namespace loss_playground {

struct BinaryCrossEntropyWithLogits {
  static constexpr LossDescriptor descriptor{
      {"binary_cross_entropy_with_logits",
       "binary cross-entropy",
       "Minus the logarithm of the probability that the model gave the right answer, yes or no. For two classes with "
       "one output, or for several labels at a time.",
       R"(\ell = -\,y \log \sigma(x) - (1 - y) \log (1 - \sigma(x)))",
       "PyTorch: binary_cross_entropy_with_logits",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy_with_logits.html",
       {.call = "torch.nn.functional.binary_cross_entropy_with_logits(input, target, pos_weight={pos_weight|=None})"}},
      Family::cross_entropy,
      Target::probability,
      nats,
      {LossInput{"input", "(*)", "real"}, LossInput{"target", "(*), the shape of input", "probability"},
       LossInput{"weight", "(*), the shape of input", "real", true},
       LossInput{"pos_weight", "(C), the last dimension of input", "real", true}},
      true};

  void parameters(ParameterVisitor& visitor) {
    weight_list(visitor, "pos_weight",
                "Weight of the positive targets of each output, or one number for all; none given means 1.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_same_shape(descriptor, call, 1, error);
    if (!error) check_same_shape(descriptor, call, 2, error);
    const auto& factor = call.inputs[3];
    const Index last = last_dimension(call.inputs[0]);
    if (!error && factor.given() && (factor.rank != 1 || factor.size() != last))
      error = {"pos_weight.shape", shape_text(factor), "[" + std::to_string(last) + "], one weight per column"};
  }

  template <class T>
  T divisor(const LossCall<T>& call) const {
    return static_cast<T>(call.inputs[0].size());
  }

  template <class T>
  LossSum<T> operator()(const LossCall<T>& call) const {
    const auto& [input, target, weight, factor] = call.inputs;
    const Index last = last_dimension(input);
    LossSum<T> total{T(0), input.size()};
    for (Index i = 0; i < input.size(); ++i) {
      const T x = input.data[i], y = target.data[i];
      const T w = weight.given() ? weight.data[i] : T(1), positive = factor.given() ? factor.data[i % last] : T(1);
      const T small = math::exp(-math::abs(x)), log_small = math::log1p(small), whole = T(1) + small;
      const T over = x > T(0) ? x : T(0), under = x > T(0) ? T(0) : -x;
      const T value = w * (positive * y * (under + log_small) + (T(1) - y) * (over + log_small));
      const T sure = T(1) / whole, unsure = small / whole;  // σ(|x|) and 1 − σ(|x|)
      if (call.values) call.values[i] = value;
      if (call.gradients[0].given()) {
        const T up = x < T(0) ? unsure : sure, down = x < T(0) ? sure : unsure;
        call.gradients[0].data[i] = call.scale * w * ((T(1) - y) * up - positive * y * down);
      }
      if (call.gradients[1].given())
        call.gradients[1].data[i] = call.scale * w * ((positive - T(1)) * (under + log_small) - x);
      total.sum += value;
    }
    return total;
  }

 private:
  template <class T>
  static Index last_dimension(View<const T> input) {
    return input.rank >= 2 ? input.cols : input.size();
  }
};

}  // namespace loss_playground
