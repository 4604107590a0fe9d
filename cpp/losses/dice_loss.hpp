// SPDX-License-Identifier: MIT
#pragma once
// Dice loss: 1 − the overlap of what is said and what is true, relative to their sizes. For small objects in large
// pictures, where counting right pixels would favour "nothing there".
//
//   l = 1 − (2 Σ_c p_c y_c + smooth) / (Σ_c p_c + Σ_c y_c + smooth)
//
// Shapes: input p (probabilities) and target y (N, C) or (C), one overlap a row. With smooth 0, nothing said of nothing
// there costs 0. PyTorch has no such function.
// Milletari, Navab, Ahmadi: V-Net (2016), https://arxiv.org/abs/1606.04797 (there with squares in the divisor)
#include "losses/overlap.hpp"

namespace loss_playground {

struct DiceLoss : RowwiseLoss<DiceLoss> {
  static constexpr LossDescriptor descriptor{
      {"dice_loss",
       "Dice loss",
       "One minus the overlap of prediction and target. For segmenting small objects in large images. In training it "
       "is applied to the sigmoid of the outputs.",
       R"(\ell = 1 - \frac{2 \sum p\,y + s}{\sum p + \sum y + s})",
       "Milletari et al. 2016",
       "https://arxiv.org/abs/1606.04797",
       {.call = "dice_loss(input, target, smooth={smooth})", .code = R"py(
def dice_loss(input, target, smooth):
    """One minus the overlap of each row; PyTorch has no such function."""
    overlap = (2 * (input * target).sum(1) + smooth) / (input.sum(1) + target.sum(1) + smooth)
    return (1 - overlap).mean()
)py"}},
      Family::cross_entropy,
      Target::probability,
      "1 − overlap",
      {LossInput{"input", "(N, C) or (C)", "probability"}, LossInput{"target", "the shape of input", "probability"}},
      false,
      Link::sigmoid};

  double smooth = 1;

  void parameters(ParameterVisitor& visitor) {
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
    return overlap_row(call, i, T(0.5), T(0.5), static_cast<T>(0.5 * smooth));
  }
};

}  // namespace loss_playground
