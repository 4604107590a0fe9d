// SPDX-License-Identifier: MIT
#pragma once
// The analytic gradient against finite differences, in double precision.
#include <array>
#include <functional>
#include <limits>
#include <vector>

#include "core/tensor.hpp"
#include "training/run.hpp"

namespace loss_playground {

/// The value of an objective at some parameters; its gradient, one entry per parameter, goes to `gradient`.
using DifferentiableObjective = std::function<double(const double* parameters, double* gradient)>;

/// Checks the gradient entries of `samples` parameters drawn at random, or of all if that is 0 or more than there are.
/// A piece of the work is one value of the objective.
///
/// An entry is compared with central differences of fourth order whose step is 1e-4. Where they disagree, a kink (of
/// ReLU, of |w|, of a hinge) may lie within the step, so shorter ones down to 4e-7 are tried and the best agreement
/// counts. Where none agrees, and the slopes on the left and on the right differ with the entry equal to one of them or
/// between them, the parameter is at a kink and the entry is skipped: any such value is right there.
///
/// Errors are relative to the larger of the two values, or to 1e-4 of the gradient's largest entry where both are
/// smaller, since below that the differences are rounding.
class FiniteDifferences final : public GradientChecking {
 public:
  FiniteDifferences(DifferentiableObjective objective, Aligned<double> parameters, Index samples, std::uint64_t seed);

  bool check_piece() override;
  const GradientCheck& found() const override { return found_; }

 private:
  /// Compares an entry with the values along its parameter; false if a shorter step is to be tried.
  bool compare(double expected, double step);

  DifferentiableObjective objective_;
  Aligned<double> parameters_, analytic_, unused_;
  /// 1e-4 of the gradient's largest entry.
  double smallest_scale_ = 0;
  /// The parameters to check, and which of them is being checked.
  std::vector<std::size_t> order_;
  std::size_t checking_ = 0;
  /// Of this parameter: which step, the values of the objective so far, the best agreement, and whether it is at a
  /// kink.
  std::size_t step_ = 0, value_ = 0;
  std::array<double, 5> values_{};
  double error_ = std::numeric_limits<double>::infinity();
  bool kink_ = false;
  GradientCheck found_;
};

}  // namespace loss_playground
