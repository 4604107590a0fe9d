// SPDX-License-Identifier: MIT
#pragma once
// Direct preference optimization: raises the probability of the chosen answer against the rejected one, relative to a
// reference model. For aligning language models with preferences.
//
//   l = −(1 − s)·ln σ(h) − s·ln σ(−h), h = beta·((πc − πr) − (ρc − ρr)), s = label_smoothing
//
// Shapes: all four (N) or (*): log-probabilities of whole answers under the policy π and the reference ρ.
// Rafailov et al.: Direct preference optimization (2023), https://arxiv.org/abs/2305.18290
#include "losses/pointwise.hpp"

namespace loss_playground {

struct DpoLoss : PointwiseLoss<DpoLoss> {
  static constexpr LossDescriptor descriptor{
      {"dpo_loss",
       "DPO loss",
       "Raises the chosen answer above the rejected one, relative to a reference model. For aligning language models "
       "with preferences.",
       R"(\ell = -\log \sigma\!\left(\beta \log \frac{\pi_c}{\rho_c} - \beta \log \frac{\pi_r}{\rho_r}\right))",
       "Rafailov et al. 2023",
       "https://arxiv.org/abs/2305.18290",
       {.call = "dpo_loss(policy_chosen, policy_rejected, reference_chosen, reference_rejected, "
                "beta={beta}, label_smoothing={label_smoothing})",
        .code = R"py(
def dpo_loss(policy_chosen, policy_rejected, reference_chosen, reference_rejected, beta, label_smoothing):
    """Minus the log-probability of the preference, relative to a reference model; PyTorch has no such function."""
    lead = beta * ((policy_chosen - policy_rejected) - (reference_chosen - reference_rejected))
    return ((1 - label_smoothing) * F.softplus(-lead) + label_smoothing * F.softplus(lead)).mean()
)py"}},
      Family::cross_entropy,
      Target::none,
      nats,
      {LossInput{"policy_chosen", "(*)", "real"},
       LossInput{"policy_rejected", "(*), the shape of policy_chosen", "real"},
       LossInput{"reference_chosen", "(*), the shape of policy_chosen", "real"},
       LossInput{"reference_rejected", "(*), the shape of policy_chosen", "real"}},
      true,
      Link::identity,
      translation};

  double beta = 0.1;
  double label_smoothing = 0;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("beta", beta, positive, "How strongly the policy is kept close to the reference model.");
    visitor.number("label_smoothing", label_smoothing, fraction,
                   "Fraction of preferences that are assumed to be wrong.");
  }

  template <class T>
  Point<T> point(const Place<T>& place) const {
    const T factor = static_cast<T>(beta), flipped = static_cast<T>(label_smoothing);
    const T lead = factor * ((place[0] - place[1]) - (place[2] - place[3]));
    const T slope = factor * (flipped * math::sigmoid(lead) - (T(1) - flipped) * math::sigmoid(-lead));
    const T surprise = (T(1) - flipped) * math::softplus(-lead);
    return {flipped == T(0) ? surprise : surprise + flipped * math::softplus(lead), {slope, -slope, -slope, slope}};
  }
};

}  // namespace loss_playground
