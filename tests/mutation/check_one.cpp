// SPDX-License-Identifier: MIT
// Holds one loss against its fixture and refuses misfits: exit code 0 if nothing is wrong. Compiled once for all
// mutants.
#include <cstdio>

#include "loss_fixtures.hpp"
#include "tolerances.hpp"

namespace loss_playground {
const LossDescriptor* mutant_descriptor();
}

namespace loss_playground::tests {
namespace {

bool same(const std::vector<double>& found, const std::vector<double>& wanted, double factor, double rounding) {
  if (found.size() != wanted.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (!near(found[i], factor * wanted[i], double_tolerance, factor * rounding)) return false;
  return true;
}

double largest_of(const std::vector<double>& numbers) {
  double largest = 0;
  for (double number : numbers) largest = std::max(largest, std::abs(number));
  return largest;
}

bool agrees(const LossDescriptor& loss, const json& one, const std::string& reduction) {
  Error error;
  const Spec spec{loss.id, to_parameters(one.at("params"))};
  const auto result = evaluate_loss(spec, reduction, to_tensors<double>(loss, one.at("inputs")), error);
  const double divisor = one.at("divisor");
  if (error || !near(result.divisor, divisor, double_tolerance)) return false;
  if (divisor == 0 && one.at("params").value("torch_compat", false))
    return (result.value != result.value) == (reduction == "mean");
  const auto values = one.at("values").at("data").get<std::vector<double>>();
  double sum = 0, steepest = 0;
  for (double value : values) sum += value;
  for (const auto& gradient : one.at("gradients")) steepest = std::max(steepest, largest_of(gradient.at("data")));
  const double factor = reduction != "mean" ? 1 : (divisor > 0 ? 1 / divisor : 0);
  if (reduction == "none" && !same(result.values, values, 1, rounding_share * largest_of(values))) return false;
  if (reduction != "none" && !near(result.value, factor * sum, double_tolerance)) return false;
  for (std::size_t k = 0; k < max_loss_inputs && loss.inputs[k].id; ++k)
    if (one.at("gradients").contains(loss.inputs[k].id) &&
        !same(result.gradients[k], one.at("gradients").at(loss.inputs[k].id).at("data"), factor,
              rounding_share * steepest))
      return false;
  return true;
}

/// Whether a tensor of one row too many is refused.
bool refuses(const LossDescriptor& loss, const json& one, std::size_t k) {
  auto tensors = to_tensors<double>(loss, one.at("inputs"));
  if (!tensors[k].given || tensors[k].shape.empty()) return true;
  const auto row = tensors[k].data.size() / static_cast<std::size_t>(tensors[k].shape[0]);
  ++tensors[k].shape[0];
  tensors[k].data.insert(tensors[k].data.end(), tensors[k].data.begin(),
                         tensors[k].data.begin() + static_cast<std::ptrdiff_t>(row));
  Error error;
  evaluate_loss(Spec{loss.id, to_parameters(one.at("params"))}, "mean", tensors, error);
  return static_cast<bool>(error);
}

bool passes(const LossDescriptor& loss) {
  for (const json& one : cases_of(loss)) {
    for (const char* reduction : {"none", "sum", "mean"})
      if (!agrees(loss, one, reduction)) return false;
    if (one.at("values").at("data").empty()) continue;
    for (std::size_t k = 1; k < max_loss_inputs && loss.inputs[k].id; ++k)
      if (!refuses(loss, one, k)) return false;
  }
  return true;
}

}  // namespace
}  // namespace loss_playground::tests

int main() { return loss_playground::tests::passes(*loss_playground::mutant_descriptor()) ? 0 : 1; }
