// SPDX-License-Identifier: MIT
#pragma once
// RankNet: cross-entropy of which of two results of a list is more relevant, over all pairs. For search engines.
//
//   l = Σ_{i, j: y_i > y_j} ln(1 + e^(−sigma·(s_i − s_j)))
//
// Shapes: input s and target y (N, L) or (L): scores and relevances, one list a row. The mean divides by the number of
// such pairs; none gives 0. Burges et al.: Learning to rank using gradient descent (2005),
// https://doi.org/10.1145/1102351.1102363
#include "losses/rowwise.hpp"

namespace loss_playground {

struct RankNetLoss : RowwiseLoss<RankNetLoss> {
  static constexpr LossDescriptor descriptor{
      {"rank_net_loss",
       "RankNet",
       "Cross-entropy of which of two results of a list is more relevant, over all pairs. For ranking in search "
       "engines.",
       R"(\ell = \sum_{y_i > y_j} \log (1 + e^{-\sigma (s_i - s_j)}))",
       "Burges et al. 2005",
       "https://doi.org/10.1145/1102351.1102363",
       {.call = "rank_net_loss(input, target, sigma={sigma})", .code = R"py(
def rank_net_loss(input, target, sigma):
    """Cross-entropy of which of two results is more relevant; PyTorch has no such function."""
    ahead = target[:, :, None] > target[:, None, :]
    return F.softplus(-sigma * (input[:, :, None] - input[:, None, :]))[ahead].mean()
)py"}},
      Family::cross_entropy,
      Target::list,
      "nats per pair",
      {LossInput{"input", "(N, L) or (L)", "real"}, LossInput{"target", "the shape of input", "real", false, true}},
      false,
      Link::identity,
      row_shift};

  double sigma = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("sigma", sigma, positive, "Steepness: how certain a score difference of 1 is.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_rows(descriptor, call, error);
    if (!error) check_same_shape(descriptor, call, 1, error);
  }

  template <class T>
  T divisor(const LossCall<T>& call) const {
    const auto target = as_batch(call.inputs[1]);
    Index pairs = 0;
    for (Index row = 0; row < target.rows; ++row)
      for (Index i = 0; i < target.cols; ++i)
        for (Index j = 0; j < target.cols; ++j) pairs += target(row, i) > target(row, j);
    return static_cast<T>(pairs);
  }

  template <class T>
  T row(const LossCall<T>& call, Index row) const {
    const auto input = as_batch(call.inputs[0]), target = as_batch(call.inputs[1]);
    T* gradient = gradient_row(call, 0, row);
    const T steepness = static_cast<T>(sigma);
    T value = T(0);
    for (Index i = 0; i < input.cols; ++i) {
      for (Index j = 0; j < input.cols; ++j) {
        if (!(target(row, i) > target(row, j))) continue;
        const T lead = steepness * (input(row, i) - input(row, j));
        value += math::softplus(-lead);
        if (!gradient) continue;
        const T slope = call.scale * steepness * math::sigmoid(-lead);
        gradient[i] -= slope;
        gradient[j] += slope;
      }
    }
    return value;
  }
};

}  // namespace loss_playground
