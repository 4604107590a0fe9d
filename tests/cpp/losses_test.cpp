// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "core/random.hpp"
#include "loss_fixtures.hpp"
#include "parameter_list.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

/// Compares tensors number by number; the error allowed is relative to each, or `rounding`, which may differ from place
/// to place, and `motion`, where there is some.
template <class T>
void check_all(const std::vector<T>& found, const std::vector<double>& wanted, double factor, double relative,
               const std::vector<double>& rounding, const std::vector<double>& motion) {
  REQUIRE(found.size() == wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CAPTURE(i);
    CAPTURE(found[i]);
    CAPTURE(factor * wanted[i]);
    const double allowed = rounding[i % rounding.size()] + (motion.empty() ? 0 : 8 * motion[i]);
    CHECK(near(static_cast<double>(found[i]), factor * wanted[i], relative, factor * allowed));
  }
}

double largest_of(const json& numbers) {
  double largest = 0;
  for (double number : numbers) largest = std::max(largest, std::abs(number));
  return largest;
}

/// What is rounding in a gradient, whose parts may cancel: a share of the largest component of any input's gradient.
/// Where each place stands for itself, of its own alone.
std::vector<double> rounding_of(const LossDescriptor& descriptor, const json& gradients, double share) {
  std::vector<double> rounding(descriptor.elementwise ? gradients.begin()->at("data").size() : 1);
  for (const json& gradient : gradients)
    for (std::size_t i = 0; i < gradient.at("data").size(); ++i) {
      double& most = rounding[i % rounding.size()];
      most = std::max(most, share * std::abs(gradient.at("data")[i].get<double>()));
    }
  return rounding;
}

/// Whether all numbers of a case, and their squares, are within the range of float.
bool fits_float(const json& inputs) {
  for (const auto& tensor : inputs)
    for (double number : tensor.at("data"))
      if (std::abs(number) > 1e15 || (number != 0 && std::abs(number) < 1e-15)) return false;
  return true;
}

/// Whether a probability is so near 0 or 1 that a loss takes the least probability of float in its place.
bool at_least_probability(const LossDescriptor& loss, const json& inputs) {
  for (std::size_t k = 0; loss.least_probability && k < max_loss_inputs && loss.inputs[k].id; ++k) {
    if (std::string(loss.inputs[k].kind) != "probability" || !inputs.contains(loss.inputs[k].id)) continue;
    for (double number : inputs.at(loss.inputs[k].id).at("data"))
      if (number < std::numeric_limits<float>::min() || 1 - number < std::numeric_limits<float>::epsilon()) return true;
  }
  return false;
}

template <class T>
void check_case(const LossDescriptor& descriptor, const json& one, double relative, double share,
                const LossEvaluation<double>& motion = {}) {
  const Spec spec{descriptor.id, to_parameters(one.at("params"))};
  const auto tensors = to_tensors<T>(descriptor, one.at("inputs"));
  const auto values = one.at("values").at("data").get<std::vector<double>>();
  double sum = 0, sum_motion = 0;
  for (double value : values) sum += value;
  for (double moved : motion.values) sum_motion += 8 * moved;
  const double divisor = one.at("divisor");
  const auto rounding = rounding_of(descriptor, one.at("gradients"), share);
  for (const std::string reduction : {"none", "sum", "mean"}) {
    CAPTURE(reduction);
    Error error;
    const LossEvaluation<T> result = evaluate_loss(spec, reduction, tensors, error);
    REQUIRE_MESSAGE(!error, error.path << ": " << error.given << "; allowed is " << error.allowed);
    CHECK(near(static_cast<double>(result.divisor), divisor, relative));
    const double factor = reduction != "mean" ? 1 : (divisor > 0 ? 1 / divisor : 0);
    if (divisor == 0 && one.at("params").value("torch_compat", false)) {
      CHECK((result.value == 0) != (reduction == "mean"));
      continue;
    }
    if (reduction == "none") {
      const json& shape = one.at("values").at("shape");
      CHECK(json(result.value_shape) == shape);
      check_all(result.values, values, 1, relative, {share * largest_of(one.at("values").at("data"))}, motion.values);
    } else {
      CHECK(near(static_cast<double>(result.value), factor * sum, relative, factor * sum_motion));
    }
    for (const auto& item : one.at("gradients").items()) {
      const std::string name = item.key();
      CAPTURE(name);
      std::size_t input = 0;
      while (descriptor.inputs[input].id != name) ++input;
      const json& wanted = item.value().at("data");
      check_all(result.gradients[input], wanted.get<std::vector<double>>(), factor, relative, rounding,
                motion.gradients[input]);
    }
  }
}

}  // namespace

TEST_CASE("losses: every loss of the catalog has a fixture") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    const json fixture = read_fixture("losses", loss->id);
    REQUIRE(!fixture.is_null());
    CHECK(fixture.at("loss") == loss->id);
    CHECK(find_loss(id) == loss);
    CHECK(fixture.at("cases").size() >= 8);
  }
}

TEST_CASE("losses: every parameter is documented, and set away from its default in some fixture") {
  check_parameters("losses", loss_entries());
}

TEST_CASE("losses: fixtures go from the tiniest numbers to huge ones, where any number may be") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    if (std::string(loss->inputs[0].kind) != "real") continue;
    double smallest = 1, largest = 1;
    for (const json& one : cases_of(*loss))
      for (double number : one.at("inputs").at(loss->inputs[0].id).at("data")) {
        if (number != 0) smallest = std::min(smallest, std::abs(number));
        largest = std::max(largest, std::abs(number));
      }
    CHECK(smallest < 1e-15);
    CHECK(largest > 1e15);
  }
}

TEST_CASE("losses: values, gradients and divisors agree with the references in double precision") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    const json fixture = read_fixture("losses", loss->id);
    for (const json& one : fixture.at("cases")) {
      const std::string name = one.at("name");
      CAPTURE(name);
      check_case<double>(*loss, one, double_tolerance, rounding_share);
    }
  }
}

TEST_CASE("losses: values and gradients agree with the references in float") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    const json fixture = read_fixture("losses", loss->id);
    for (const json& one : fixture.at("cases")) {
      const std::string name = one.at("name");
      CAPTURE(name);
      if (!fits_float(one.at("inputs")) || at_least_probability(*loss, one.at("inputs"))) continue;
      check_case<float>(*loss, one, float_tolerance, float_rounding_share,
                        motion_of(*loss, to_parameters(one.at("params")), to_tensors<double>(*loss, one.at("inputs"))));
    }
  }
}

TEST_CASE("losses: gradients agree with central differences") {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    const json cases = read_fixture("losses", loss->id).at("cases");
    for (std::size_t k = 0; k < 2; ++k) {
      const Spec spec{loss->id, to_parameters(cases[k].at("params"))};
      auto tensors = to_tensors<double>(*loss, cases[k].at("inputs"));
      Error error;
      const auto analytic = evaluate_loss(spec, "mean", tensors, error);
      for (std::size_t input = 0; input < max_loss_inputs; ++input) {
        for (std::size_t i = 0; i < analytic.gradients[input].size(); ++i) {
          double& number = tensors[input].data[i];
          const double kept = number, step = 1e-4;
          const auto at = [&](double steps) {
            number = kept + steps * step;
            return evaluate_loss(spec, "mean", tensors, error).value;
          };
          const double numeric = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
          number = kept;
          // A probability of 0 or 1 has no neighbor on one side.
          if (error) {
            error = {};
            continue;
          }
          CAPTURE(input);
          CAPTURE(i);
          CHECK(near(numeric, analytic.gradients[input][i], difference_tolerance, 1e-9));
        }
      }
    }
  }
}

TEST_CASE("cross_entropy: adding the same number to all logits of a row changes nothing, and gradient rows sum to 0") {
  Random random(11, Stream::data);
  LossTensors<double> tensors;
  tensors[0] = {true, {6, 4}, {}};
  for (int i = 0; i < 24; ++i) tensors[0].data.push_back(3 * random.normal());
  tensors[1] = {true, {6}, {0, 1, 2, 3, 1, 2}};
  Error error;
  const Spec spec{"cross_entropy", {{"label_smoothing", 0.1}}};
  const auto before = evaluate_loss(spec, "mean", tensors, error);
  for (std::size_t row = 0; row < 6; ++row) {
    double sum = 0;
    for (std::size_t c = 0; c < 4; ++c) sum += before.gradients[0][4 * row + c];
    CHECK(std::abs(sum) < 1e-16);
  }
  for (double& logit : tensors[0].data) logit += 64;
  CHECK(near(evaluate_loss(spec, "mean", tensors, error).value, before.value, 1e-14));
}

TEST_CASE("dpo_loss: a lead beyond the largest number costs nothing") {
  LossTensors<double> tensors;
  for (std::size_t k = 0; k < 4; ++k) tensors[k] = {true, {1}, {k == 0 ? 1.7e308 : (k == 1 ? -1.7e308 : 0)}};
  Error error;
  const auto result = evaluate_loss(Spec{"dpo_loss", {}}, "sum", tensors, error);
  CHECK(result.value == 0);
  for (const auto& gradient : result.gradients)
    for (double slope : gradient) CHECK(slope == 0);
}

TEST_CASE("triplet_margin_loss: at the hinge and beyond nothing teaches") {
  LossTensors<double> tensors;
  tensors[0] = {true, {2, 1}, {0, 0}};
  tensors[1] = {true, {2, 1}, {1, 1}};
  tensors[2] = {true, {2, 1}, {2, 3}};
  Error error;
  const auto result = evaluate_loss(Spec{"triplet_margin_loss", {{"eps", 0.0}}}, "sum", tensors, error);
  CHECK(result.value == 0);
  for (std::size_t input = 0; input < 3; ++input)
    for (double component : result.gradients[input]) CHECK(component == 0);
}

}  // namespace loss_playground::tests
