// SPDX-License-Identifier: MIT
#pragma once
// Every loss, once, in the order of the menus. Only the few files that need the types themselves include this.
#include "losses/angular_loss.hpp"
#include "losses/binary_cross_entropy.hpp"
#include "losses/bradley_terry_loss.hpp"
#include "losses/brier_loss.hpp"
#include "losses/contrastive_loss.hpp"
#include "losses/cosine_embedding_loss.hpp"
#include "losses/dice_loss.hpp"
#include "losses/dpo_loss.hpp"
#include "losses/fast_list.hpp"
#include "losses/focal_loss.hpp"
#include "losses/gaussian_nll_loss.hpp"
#include "losses/hinge_embedding_loss.hpp"
#include "losses/hinge_loss.hpp"
#include "losses/info_nce_loss.hpp"
#include "losses/kl_div.hpp"
#include "losses/lifted_structure_loss.hpp"
#include "losses/list_net_loss.hpp"
#include "losses/log_cosh_loss.hpp"
#include "losses/margin_ranking_loss.hpp"
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
#include "losses/tversky_loss.hpp"
#include "losses/z_loss.hpp"

namespace loss_playground {

/// All others, compiled to be small. A new loss belongs here.
using CompactLosses =
    TypeList<SmoothL1Loss, LogCoshLoss, QuantileLoss, PoissonNllLoss, GaussianNllLoss, BrierLoss, NllLoss,
             BinaryCrossEntropy, KlDiv, FocalLoss, ZLoss, HingeLoss, SquaredHingeLoss, SoftMarginLoss, MultiMarginLoss,
             MultilabelMarginLoss, MultilabelSoftMarginLoss, DiceLoss, TverskyLoss, ContrastiveLoss,
             CosineEmbeddingLoss, HingeEmbeddingLoss, InfoNceLoss, NPairLoss, MultiSimilarityLoss, LiftedStructureLoss,
             AngularLoss, MarginRankingLoss, RankNetLoss, ListNetLoss, BradleyTerryLoss, DpoLoss>;
using Losses = decltype(FastLosses{} + CompactLosses{});

}  // namespace loss_playground
