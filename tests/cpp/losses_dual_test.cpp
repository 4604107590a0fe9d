// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "dual.hpp"
// After dual.hpp.
#include "loss_fixtures.hpp"
#include "losses/list.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

using math::Dual;

/// Numbers of ordinary size, with no kink or tie nearby at which a slope is a choice.
bool is_ordinary(const LossDescriptor& loss, const json& one) {
  const auto tensors = to_tensors<double>(loss, one.at("inputs"));
  if (largest_input(tensors) > 60) return false;
  for (const auto& tensor : tensors)
    if (tensor.given && tensor.data.empty()) return false;
  const auto motion = motion_of(loss, one);
  const auto is_small = [](double moved) { return moved < 1e-4; };
  return std::all_of(motion.gradients.begin(), motion.gradients.end(),
                     [&](const auto& gradient) { return std::all_of(gradient.begin(), gradient.end(), is_small); });
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
