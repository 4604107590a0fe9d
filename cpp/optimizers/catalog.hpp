// SPDX-License-Identifier: MIT
#pragma once
// Every optimizer, once. The order is that of the menus.
#include <memory>

#include "optimizers/adagrad.hpp"
#include "optimizers/adam.hpp"
#include "optimizers/adamw.hpp"
#include "optimizers/rmsprop.hpp"
#include "optimizers/sgd.hpp"

namespace loss_playground {

using Optimizers = TypeList<Sgd, Adam, AdamW, RmsProp, Adagrad>;

/// An optimizer whose type is known only when running: one virtual call a step.
template <class T>
class Optimizer {
 public:
  virtual ~Optimizer() = default;
  virtual int slots() const = 0;
  /// What the slots hold before the first step.
  virtual double initial() const = 0;
  /// The learning rate that a schedule starts from.
  virtual double lr() const = 0;
  virtual void operator()(const Update<T>& update) const = 0;
};

/// Null if there is no such id.
template <class T>
std::unique_ptr<Optimizer<T>> make_optimizer(const Spec& spec);

}  // namespace loss_playground
