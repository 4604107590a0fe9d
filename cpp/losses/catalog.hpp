// SPDX-License-Identifier: MIT
#pragma once
// Every loss, once. The order is that of the menus.
#include <memory>

#include "losses/binary_cross_entropy_with_logits.hpp"
#include "losses/cross_entropy.hpp"
#include "losses/huber_loss.hpp"
#include "losses/l1_loss.hpp"
#include "losses/mse_loss.hpp"
#include "losses/triplet_margin_loss.hpp"
#include "losses/triplet_margin_with_distance_loss.hpp"

namespace loss_playground {

using Losses = TypeList<CrossEntropy, BinaryCrossEntropyWithLogits, MseLoss, L1Loss, HuberLoss, TripletMarginLoss,
                        TripletMarginWithDistanceLoss>;

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
  virtual LossSum<T> operator()(const LossCall<T>& call) const = 0;
};

/// Null if there is no such id.
template <class T>
std::unique_ptr<Loss<T>> make_loss(const Spec& spec);

/// The descriptor of an id, or null.
const LossDescriptor* find_loss(const std::string& id);

}  // namespace loss_playground
