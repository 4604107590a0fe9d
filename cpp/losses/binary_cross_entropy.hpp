// SPDX-License-Identifier: MIT
#pragma once
// Cross-entropy of independent yes-or-no questions, from probabilities. Where a model gives probabilities and not
// logits; else binary_cross_entropy_with_logits keeps more digits.
//
//   l = −weight·(y ln x + (1 − y) ln(1 − x)), with x the input, y the target
//
// Shapes: input and target (*), from 0 to 1; weight (*). 0·ln 0 is 0. A probability of 0 for what happens would cost
// infinity: x counts as at least the smallest normal number and 1 − x as half an epsilon, the least that each can be.
// With torch_compat logarithms stop at −100 and the gradient divides by at least 1e-12, as PyTorch does.
// https://pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy.html
#include "losses/pointwise.hpp"

namespace loss_playground {

struct BinaryCrossEntropy : PointwiseLoss<BinaryCrossEntropy> {
  static constexpr LossDescriptor descriptor{
      {"binary_cross_entropy",
       "binary cross-entropy of probabilities",
       "Binary cross-entropy of probabilities instead of logits. In training it is applied to the sigmoid of the "
       "outputs.",
       R"(\ell = -\,y \log p - (1 - y) \log (1 - p))",
       "PyTorch: binary_cross_entropy",
       "https://pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy.html",
       {.call = "torch.nn.functional.binary_cross_entropy(input, target)", .without = "torch_compat"}},
      Family::cross_entropy,
      Target::probability,
      nats,
      {LossInput{"input", "(*)", "probability"}, LossInput{"target", "(*), the shape of input", "probability"},
       LossInput{"weight", "(*), the shape of input", "real", true}},
      true,
      Link::sigmoid,
      0,
      false,
      true};

  bool torch_compat = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.boolean("torch_compat", torch_compat,
                    "Logarithms are clamped at -100, and the mean of no elements is NaN, as in PyTorch.");
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const auto& [x, y, weight, unused] = place;
    constexpr T least = std::numeric_limits<T>::min(), least_rest = std::numeric_limits<T>::epsilon() / 2;
    const T rest = T(1) - x;
    T log_yes = math::log(x < least ? least : x), log_no = rest < least_rest ? math::log(least_rest) : math::log1p(-x);
    if (torch_compat) log_yes = std::max(x > T(0) ? math::log(x) : T(-100), T(-100));
    if (torch_compat) log_no = std::max(rest > T(0) ? math::log1p(-x) : T(-100), T(-100));
    const T value = -weight * (y * log_yes + (T(1) - y) * log_no);
    const T by_target = weight * (log_no - log_yes);
    if (torch_compat) return {value, {weight * (x - y) / std::max(x * rest, T(1e-12)), by_target}};
    // Each part alone: a question that is not asked (y = 0 or 1) has no share, however small its probability.
    const T yes = y / std::max(x, least), no = (T(1) - y) / std::max(rest, least_rest);
    return {value, {weight * (no - yes), by_target}};
  }
};

}  // namespace loss_playground
