// SPDX-License-Identifier: MIT
#pragma once
// All parts of a formula for one example.
#include <vector>

#include "expression/code.hpp"
#include "expression/formula.hpp"

namespace loss_playground::expression {

struct Trace {
  double value = 0;
  /// Of each part: one number, or those of its row.
  std::vector<std::vector<double>> values;
  /// Derivatives of the loss by them; 0 for numbers and constants.
  std::vector<std::vector<double>> slopes;
};

/// A formula whose parts are all evaluated, in the precision of T.
template <class T>
class Tracer {
 public:
  explicit Tracer(const Formula& formula);

  /// `inputs` are those of the mode, in their order: a number each, or a row each, all of one length.
  Trace trace(const std::vector<std::vector<double>>& inputs) const;

 private:
  const Formula& formula_;
  Code code_;
};

}  // namespace loss_playground::expression
