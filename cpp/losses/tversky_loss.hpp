// SPDX-License-Identifier: MIT
#pragma once
// Tversky loss: Dice loss in which false alarms and misses weigh differently.
//
//   l = 1 − (Σ py + smooth) / (Σ py + alpha·Σ p(1 − y) + beta·Σ (1 − p)y + smooth)
//
// Shapes: input p (probabilities) and target y (N, C) or (C), one overlap a row. With alpha = beta = ½ it is Dice loss
// of twice the smoothing. With smooth 0, nothing said of nothing there costs 0. PyTorch has no such function. Salehi,
// Erdogmus, Gholipour: Tversky loss function for image segmentation (2017), https://arxiv.org/abs/1706.05721
#include "losses/overlap.hpp"

namespace loss_playground {

struct TverskyLoss : RowwiseLoss<TverskyLoss> {
  static constexpr LossDescriptor descriptor{
      {"tversky_loss",
       "Tversky loss",
       "Dice loss with separate weights for false positives and false negatives. For tasks where a false negative is "
       "worse. In training it is applied to the sigmoid of the outputs.",
       R"(\ell = 1 - \frac{\mathrm{TP} + s}{\mathrm{TP} + \alpha\,\mathrm{FP} + \beta\,\mathrm{FN} + s})",
       "Salehi et al. 2017",
       "https://arxiv.org/abs/1706.05721",
       {.call = "tversky_loss(input, target, alpha={alpha}, beta={beta}, smooth={smooth})", .code = R"py(
def tversky_loss(input, target, alpha, beta, smooth):
    """Dice loss with separate weights for false positives and false negatives; PyTorch has no such function."""
    hits, alarms, misses = (input * target).sum(1), (input * (1 - target)).sum(1), ((1 - input) * target).sum(1)
    return (1 - (hits + smooth) / (hits + alpha * alarms + beta * misses + smooth)).mean()
)py"}},
      Family::cross_entropy,
      Target::probability,
      "1 − overlap",
      {LossInput{"input", "(N, C) or (C)", "probability"}, LossInput{"target", "the shape of input", "probability"}},
      false,
      Link::sigmoid};

  double alpha = 0.3;
  double beta = 0.7;
  double smooth = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("alpha", alpha, {0, unbounded}, "Weight of false positives.");
    visitor.number("beta", beta, {0, unbounded}, "Weight of false negatives.");
    visitor.number("smooth", smooth, {0, unbounded},
                   "Added to numerator and denominator, which stabilizes small overlaps.");
  }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    check_rows(descriptor, call, error);
    if (!error) check_same_shape(descriptor, call, 1, error);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    return overlap_row(call, i, static_cast<T>(alpha), static_cast<T>(beta), static_cast<T>(smooth));
  }
};

}  // namespace loss_playground
