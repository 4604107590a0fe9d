// SPDX-License-Identifier: MIT
#pragma once
// Weights of classes and columns as parameters of a loss. Each is a list named like an optional tensor of the loss, and
// takes its place, so that the loss itself knows only the tensor. An empty list weights nothing.
#include <array>
#include <string>
#include <vector>

#include "losses/loss.hpp"

namespace loss_playground {

inline constexpr const char* class_weight_doc = "Weight of each class; none given means 1 for each.";

/// Declares such a parameter.
void weight_list(ParameterVisitor& visitor, const char* id, const char* doc);

/// Refuses lists of another length than one number a column; one number alone counts for all columns of a loss of
/// elements. `at` is the path of the parameters.
void check_weight_lists(const LossDescriptor& loss, const ParameterValues& params, Index columns, const std::string& at,
                        Error& error);

/// The weights that a loss's parameters have for an input, one a column; empty if they have none.
std::vector<double> weights_for(const LossInput& input, const ParameterValues& params, Index columns);

/// All such weights of a loss, ready for its calls. In a file that is compiled for size: a step only hands them over.
template <class T>
class WeightLists {
 public:
  WeightLists(const LossDescriptor& loss, const ParameterValues& params, Index columns);

  bool given(std::size_t input) const { return !numbers_[input].empty(); }
  /// Whether any is given.
  bool given() const;
  /// Puts the lists into a call, in place of the tensors.
  void give(LossCall<T>& call) const;

 private:
  std::array<std::vector<T>, max_loss_inputs> numbers_;
};

}  // namespace loss_playground
