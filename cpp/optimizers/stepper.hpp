// SPDX-License-Identifier: MIT
#pragma once
// An optimizer with its own copy of the parameters, in either precision: what a caller outside a run steps by hand.
#include <memory>
#include <vector>

#include "core/error.hpp"
#include "core/parameters.hpp"

namespace loss_playground {

class Stepper {
 public:
  virtual ~Stepper() = default;
  /// As many numbers as there are parameters.
  virtual void step(const std::vector<double>& gradient) = 0;
  virtual std::vector<double> parameters() const = 0;
  /// The learning rate of the next step.
  virtual double lr() const = 0;
  virtual std::vector<std::uint8_t> snapshot() const = 0;
  /// The error says that the bytes are not a snapshot of such an optimizer; nothing is changed then.
  virtual void restore(const std::vector<std::uint8_t>& bytes, Error& error) = 0;
};

std::unique_ptr<Stepper> make_stepper(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps,
                                      bool single_precision, const std::vector<double>& initial);

}  // namespace loss_playground
