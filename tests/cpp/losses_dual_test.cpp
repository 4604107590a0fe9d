// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "dual.hpp"
// After dual.hpp.
#include "loss_fixtures.hpp"
#include "losses/list.hpp"
#include "losses/weight_lists.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

using math::Dual;

/// Numbers of ordinary size, with no kink or tie nearby at which a slope is a choice. At 0 a loss may leave out a term.
bool is_ordinary(const LossDescriptor& loss, const json& one) {
  const auto tensors = to_tensors<double>(loss, one.at("inputs"));
  if (largest_input(tensors) > 60) return false;
  const auto motion = motion_of(loss, to_parameters(one.at("params")), tensors);
  const auto is_large = [](double moved) { return moved >= 1e-4; };
  for (std::size_t k = 0; k < max_loss_inputs; ++k) {
    const auto &numbers = tensors[k].data, &slopes = motion.gradients[k];
    if (tensors[k].given && numbers.empty()) return false;
    if (std::any_of(slopes.begin(), slopes.end(), is_large)) return false;
    if (!slopes.empty() && std::find(numbers.begin(), numbers.end(), 0.0) != numbers.end()) return false;
  }
  return true;
}

void check_duals(const LossDescriptor& loss, const json& one) {
  const Spec spec{loss.id, to_parameters(one.at("params"))};
  const auto tensors = to_tensors<double>(loss, one.at("inputs"));
  Error error;
  const auto analytic = evaluate_loss(spec, "sum", tensors, error);
  REQUIRE(!error);
  double steepest = 0;
  for (const auto& gradient : analytic.gradients)
    for (double slope : gradient) steepest = std::max(steepest, std::abs(slope));
  TensorCall<Dual> dual(tensors);
  for (std::size_t k = 0; k < max_loss_inputs; ++k) {
    const auto list = weights_for(loss.inputs[k], spec.params, as_batch(dual.call.inputs[0]).cols);
    if (list.empty()) continue;
    dual.numbers[k].assign(list.begin(), list.end());
    dual.call.inputs[k] = {dual.numbers[k].data(), static_cast<Index>(list.size()), 1, 1};
  }
  for (std::size_t input = 0; input < max_loss_inputs; ++input) {
    for (std::size_t i = 0; i < analytic.gradients[input].size(); ++i) {
      dual.numbers[input][i].slope = 1;
      Dual sum;
      with_listed(Losses{}, spec, [&](const auto& rule) { sum = rule(dual.call).sum; });
      dual.numbers[input][i].slope = 0;
      CAPTURE(input);
      CAPTURE(i);
      CAPTURE(sum.slope);
      CAPTURE(analytic.gradients[input][i]);
      CHECK(near(sum.slope, analytic.gradients[input][i], dual_tolerance, dual_tolerance * steepest));
    }
  }
}

}  // namespace

TEST_CASE("losses: gradients are those of dual numbers through the same templates") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    // Formulas have a test of their own.
    if (loss->own) continue;
    int checked = 0;
    for (const json& one : cases_of(*loss)) {
      if (checked == 12 || !is_ordinary(*loss, one)) continue;
      const std::string name = one.at("name");
      CAPTURE(name);
      check_duals(*loss, one);
      ++checked;
    }
    CHECK(checked >= 1);
  }
}

}  // namespace loss_playground::tests
