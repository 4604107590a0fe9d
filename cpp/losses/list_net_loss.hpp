// SPDX-License-Identifier: MIT
#pragma once
// ListNet: cross-entropy between two distributions over "which result comes first", one from relevances, one from
// scores.
//
//   l = −Σ_i softmax(y)_i · log softmax(s)_i
//
// Shapes: input s and target y (N, L) or (L): scores and relevances, one list a row. Also differentiable by y.
// Cao, Qin, Liu, Tsai, Li: Learning to rank: from pairwise to listwise approach (2007),
// https://doi.org/10.1145/1273496.1273513
#include "losses/class_numbers.hpp"

namespace loss_playground {

struct ListNetLoss : RowwiseLoss<ListNetLoss> {
  static constexpr LossDescriptor descriptor{
      {"list_net_loss",
       "ListNet",
       "Cross-entropy between the probabilities of being ranked first, from the relevance grades and from the scores. "
       "For ranking in search engines.",
       R"(\ell = -\sum_i \operatorname{softmax}(y)_i \log \operatorname{softmax}(s)_i)",
       "Cao et al. 2007",
       "https://doi.org/10.1145/1273496.1273513",
       {.call = "torch.nn.functional.cross_entropy(input, torch.softmax(target, 1))"}},
      Family::cross_entropy,
      Target::list,
      nats,
      {LossInput{"input", "(N, L) or (L)", "real"}, LossInput{"target", "the shape of input", "real"}},
      false,
      Link::identity,
      row_shift};

  void parameters(ParameterVisitor&) {}

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_rows(descriptor, call, error);
    if (!error) check_same_shape(descriptor, call, 1, error);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const auto input = as_batch(call.inputs[0]), target = as_batch(call.inputs[1]);
    const Softmax<T> said(input.row(i), input.cols), wanted(target.row(i), input.cols);
    T value = T(0);
    for (Index c = 0; c < input.cols; ++c)
      if (wanted.probability(c) > T(0)) value += wanted.probability(c) * said.surprise(c);
    T *gradient = gradient_row(call, 0, i), *target_gradient = gradient_row(call, 1, i);
    for (Index c = 0; c < input.cols; ++c) {
      const T p = said.probability(c), q = wanted.probability(c);
      if (gradient) gradient[c] = call.scale * (p * wanted.rest(c) - q * said.rest(c));
      if (target_gradient) target_gradient[c] = q > T(0) ? call.scale * q * (said.surprise(c) - value) : T(0);
    }
    return value;
  }
};

}  // namespace loss_playground
