// SPDX-License-Identifier: MIT
#pragma once
// An optimizer with its own copy of the parameters, in either precision: what a caller outside a run steps by hand.
#include <memory>
#include <vector>

#include "core/error.hpp"
#include "core/parameters.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

class Stepper {
 public:
  virtual ~Stepper() = default;
  /// As many numbers as there are parameters. A schedule that follows the objective needs its value; NaN where it
  /// is not known. The error says that the new parameters or the next learning rate would not be finite; nothing is
  /// changed then.
  virtual void step(const std::vector<double>& gradient, double objective, Error& error) = 0;
  virtual std::vector<double> parameters() const = 0;
  /// The answer: the parameters, unless the optimizer judges by a mean of them.
  virtual std::vector<double> evaluation_parameters() = 0;
  /// The learning rate of the next step.
  virtual double lr() const = 0;
  virtual std::vector<std::uint8_t> snapshot() const = 0;
  /// The error says that the bytes are not a snapshot of such an optimizer, or one at whose step the learning rate is
  /// not finite; nothing is changed then.
  virtual void restore(const std::vector<std::uint8_t>& bytes, Error& error) = 0;
};

/// `initial` holds tensors of the given shapes one after the other: those of two dimensions or more count as weights,
/// the others as biases. The error names an optimizer that cannot do with gradients alone, or that needs too much
/// memory, or says that a number or the learning rate is not finite.
std::unique_ptr<Stepper> make_stepper(const Spec& optimizer, const Spec& schedule, std::int64_t planned_steps,
                                      bool single_precision, const std::vector<std::vector<Index>>& shapes,
                                      const std::vector<double>& initial, Error& error);

}  // namespace loss_playground
