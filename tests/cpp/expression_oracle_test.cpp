// SPDX-License-Identifier: MIT
// Losses of the catalog, written as formulas: values and gradients are those of the built-in ones.
#include <doctest/doctest.h>

#include "loss_fixtures.hpp"
#include "losses/expression_loss.hpp"

namespace loss_playground::tests {
namespace {

struct Written {
  const char* loss;
  const char* formula;
  /// Names of parameters that take the case's values; the formula has their defaults.
  std::vector<std::pair<const char*, double>> parameters{};
};

const Written written[] = {
    {"mse_loss", "(input - target)^2"},
    {"l1_loss", "abs(input - target)"},
    {"huber_loss", "d = input - target; where(abs(d) <= delta, d^2 / 2, delta * (abs(d) - delta / 2))", {{"delta", 1}}},
    {"smooth_l1_loss", "d = input - target; where(abs(d) < beta, d^2 / 2 / beta, abs(d) - beta / 2)", {{"beta", 1}}},
    {"log_cosh_loss", "d = input - target; abs(d) + softplus(-2 * abs(d)) - log(2)"},
    {"quantile_loss", "d = target - input; quantile * relu(d) + (1 - quantile) * relu(-d)", {{"quantile", 0.5}}},
    {"poisson_nll_loss", "exp(input) - target * input"},
    {"binary_cross_entropy_with_logits", "target * softplus(-input) + (1 - target) * softplus(input)"},
    {"focal_loss",
     "p = sigmoid(input); q = sigmoid(-input); alpha * target * q^gamma * softplus(-input) + (1 - alpha) * (1 - "
     "target) * "
     "p^gamma * softplus(input)",
     {{"alpha", 0.25}, {"gamma", 2}}},
    {"hinge_loss", "relu(margin - target * input)", {{"margin", 1}}},
    {"squared_hinge_loss", "relu(margin - target * input)^2", {{"margin", 1}}},
    {"soft_margin_loss", "softplus(-target * input)"},
    {"cross_entropy",
     "a = label_smoothing; p = log_softmax(input); -(1 - a) * p[target] - a * mean(p)",
     {{"label_smoothing", 0}}},
    {"nll_loss", "-input[target]"},
    {"brier_loss", "sum((softmax(input) - one_hot(target))^2)"},
    {"z_loss", "-log_softmax(input)[target] + coefficient * logsumexp(input)^2", {{"coefficient", 1e-4}}},
    {"multi_margin_loss",
     "(sum(relu(margin - input[target] + input)^p) - margin^p) / classes",
     {{"margin", 1}, {"p", 1}}},
    {"triplet_margin_loss",
     "a = anchor; b = positive; c = negative; relu(norm(a - b + eps) - norm(a - c + eps) + margin)",
     {{"margin", 1}, {"eps", 1e-6}}},
    {"triplet_margin_with_distance_loss",
     "relu(norm(anchor - positive + 1e-6) - norm(anchor - negative + 1e-6) + margin)",
     {{"margin", 1}}},
};

/// The formula with a case's parameters; empty where the case has others.
std::string formula_for(const Written& one, const json& params) {
  std::string lines;
  std::size_t used = 0;
  for (const auto& [name, preset] : one.parameters) {
    double value = preset;
    if (params.contains(name)) {
      value = params.at(name).get<double>();
      ++used;
    }
    char digits[64];
    std::snprintf(digits, sizeof digits, "%.17g", value);
    lines += std::string(name) + " = " + digits + "; ";
  }
  return used == params.size() ? lines + one.formula : "";
}

void check_near(const std::vector<double>& found, const std::vector<double>& wanted, const std::string& name) {
  REQUIRE_MESSAGE(found.size() == wanted.size(), name);
  double scale = 1;
  for (double number : wanted) scale = std::max(scale, std::abs(number));
  for (std::size_t i = 0; i < found.size(); ++i)
    CHECK_MESSAGE(std::abs(found[i] - wanted[i]) <= 1e-12 * scale, name, ": ", found[i], " for ", wanted[i]);
}

TEST_CASE("losses of the catalog, typed as formulas, have the values and gradients of the built-in ones") {
  for (const Written& one : written) {
    const LossDescriptor& loss = *find_loss(std::string(one.loss));
    int compared = 0;
    for (const json& given : cases_of(loss)) {
      const auto tensors = to_tensors<double>(loss, given.at("inputs"));
      const std::string formula = formula_for(one, given.at("params"));
      // Where a plain formula overflows the built-in loss does not; class numbers alone are targets of classes.
      bool plain = largest_input(tensors) < 30;
      for (std::size_t k = 0; k < max_loss_inputs; ++k) plain = plain && !(loss.inputs[k].optional && tensors[k].given);
      const bool numbers = loss.target == Target::class_index && tensors[1].shape.size() == tensors[0].shape.size();
      // A division by 0 in the branch that is not taken has no slope, as in PyTorch.
      if (given.at("params").value("beta", 1.0) == 0) continue;
      if (formula.empty() || !plain || numbers || given.at("values").at("data").empty()) continue;
      const std::string name = std::string(one.loss) + ", " + given.at("name").get<std::string>();
      Error error;
      ParameterValues params;
      for (const auto& [id, value] : given.at("params").items()) params.emplace_back(id, value.get<double>());
      const auto wanted = evaluate_loss<double>({loss.id, params}, "none", tensors, error);
      if (error) continue;
      const auto found = evaluate_loss<double>({"expression", {{"formula", formula}}}, "none", tensors, error);
      REQUIRE_MESSAGE(!error, name, ": ", error.path, " ", error.given, ": ", error.allowed);
      check_near(found.values, wanted.values, name);
      for (std::size_t k = 0; k < max_loss_inputs; ++k)
        if (wanted.differentiable[k] && found.differentiable[k])
          check_near(found.gradients[k], wanted.gradients[k], name);
      CHECK_MESSAGE(found.divisor == wanted.divisor, name);
      ++compared;
    }
    CHECK_MESSAGE(compared > 0, one.loss);
  }
}

}  // namespace
}  // namespace loss_playground::tests
