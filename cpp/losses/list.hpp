// SPDX-License-Identifier: MIT
#pragma once
// Every loss, once. The order is that of the menus.
#include <memory>

#include "losses/angular_loss.hpp"
#include "losses/binary_cross_entropy.hpp"
#include "losses/binary_cross_entropy_with_logits.hpp"
#include "losses/bradley_terry_loss.hpp"
#include "losses/brier_loss.hpp"
#include "losses/contrastive_loss.hpp"
#include "losses/cosine_embedding_loss.hpp"
#include "losses/cross_entropy.hpp"
#include "losses/dice_loss.hpp"
#include "losses/dpo_loss.hpp"
#include "losses/focal_loss.hpp"
#include "losses/gaussian_nll_loss.hpp"
#include "losses/hinge_embedding_loss.hpp"
#include "losses/hinge_loss.hpp"
#include "losses/huber_loss.hpp"
#include "losses/info_nce_loss.hpp"
#include "losses/kl_div.hpp"
#include "losses/l1_loss.hpp"
#include "losses/lifted_structure_loss.hpp"
#include "losses/list_net_loss.hpp"
#include "losses/log_cosh_loss.hpp"
#include "losses/margin_ranking_loss.hpp"
#include "losses/mse_loss.hpp"
#include "losses/multi_margin_loss.hpp"
#include "losses/multi_similarity_loss.hpp"
#include "losses/multilabel_margin_loss.hpp"
#include "losses/multilabel_soft_margin_loss.hpp"
#include "losses/n_pair_loss.hpp"
#include "losses/nll_loss.hpp"
#include "losses/poisson_nll_loss.hpp"
#include "losses/quantile_loss.hpp"
#include "losses/rank_net_loss.hpp"
#include "losses/smooth_l1_loss.hpp"
#include "losses/soft_margin_loss.hpp"
#include "losses/squared_hinge_loss.hpp"
#include "losses/triplet_margin_loss.hpp"
#include "losses/triplet_margin_with_distance_loss.hpp"
#include "losses/tversky_loss.hpp"
#include "losses/z_loss.hpp"

namespace loss_playground {

/// The commonest losses, compiled for speed (CMakeLists.txt).
using FastLosses = TypeList<CrossEntropy, BinaryCrossEntropyWithLogits, MseLoss, L1Loss, HuberLoss, TripletMarginLoss,
                            TripletMarginWithDistanceLoss>;
/// All others, compiled to be small. A new loss belongs here.
using CompactLosses =
    TypeList<SmoothL1Loss, LogCoshLoss, QuantileLoss, PoissonNllLoss, GaussianNllLoss, BrierLoss, NllLoss,
             BinaryCrossEntropy, KlDiv, FocalLoss, ZLoss, HingeLoss, SquaredHingeLoss, SoftMarginLoss, MultiMarginLoss,
             MultilabelMarginLoss, MultilabelSoftMarginLoss, DiceLoss, TverskyLoss, ContrastiveLoss,
             CosineEmbeddingLoss, HingeEmbeddingLoss, InfoNceLoss, NPairLoss, MultiSimilarityLoss, LiftedStructureLoss,
             AngularLoss, MarginRankingLoss, RankNetLoss, ListNetLoss, BradleyTerryLoss, DpoLoss>;
using Losses = decltype(FastLosses{} + CompactLosses{});

/// A loss whose type is known only when running: one virtual call a batch.
template <class T>
class Loss {
 public:
  virtual ~Loss() = default;
  virtual const LossDescriptor& descriptor() const = 0;
  /// Names the first tensor whose shape or class numbers do not fit.
  virtual void check(const LossCall<T>& call, Error& error) const = 0;
  /// What the mean divides by; 0 where nothing counts.
  virtual T divisor(const LossCall<T>& call) const = 0;
  /// Numbers that the call needs in its scratch, for as many rows as it has or fewer.
  virtual Index scratch_size(const LossCall<T>& call) const = 0;
  /// Whether the mean of nothing is NaN, as in PyTorch, and not 0.
  virtual bool empty_is_nan() const = 0;
  virtual LossSum<T> operator()(const LossCall<T>& call) const = 0;
};

/// Null if there is no such id.
template <class T>
std::unique_ptr<Loss<T>> make_loss(const Spec& spec);

/// The descriptor of an id, or null.
const LossDescriptor* find_loss(const std::string& id);

}  // namespace loss_playground
