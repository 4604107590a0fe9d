// SPDX-License-Identifier: MIT
// Losses on numbers of any size: wherever the answer is a number, it is found.
#include <doctest/doctest.h>

#include "loss_fixtures.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

/// Inputs of one size: multiples of it where any number may be, and what is allowed elsewhere.
template <class T>
LossTensors<T> of_size(const LossDescriptor& loss, const json& one, T size) {
  auto tensors = to_tensors<T>(loss, one.at("inputs"));
  for (std::size_t k = 0; k < max_loss_inputs && loss.inputs[k].id; ++k) {
    const std::string kind = loss.inputs[k].kind;
    if (loss.inputs[k].optional) continue;
    for (T& number : tensors[k].data) {
      if (kind == "real" || kind == "log_probability" || kind == "non_negative") number *= size;
      if (kind == "probability") number = number < T(0.5) ? T(0) : T(1);
    }
  }
  return tensors;
}

/// The same numbers in double precision.
LossTensors<double> widened(const LossTensors<float>& tensors) {
  LossTensors<double> wide;
  for (std::size_t k = 0; k < max_loss_inputs; ++k)
    wide[k] = {tensors[k].given, tensors[k].shape, {tensors[k].data.begin(), tensors[k].data.end()}};
  return wide;
}

/// Parameters of a case, with 0 as the mean of nothing.
ParameterValues params_of(const json& one) {
  auto params = to_parameters(one.at("params"));
  std::erase_if(params, [](const auto& entry) { return entry.first == "torch_compat"; });
  return params;
}

template <class T>
bool all_within(const LossEvaluation<T>& found, double most) {
  const auto within = [&](T number) { return std::abs(static_cast<double>(number)) <= most; };
  bool all = within(found.value) && std::all_of(found.values.begin(), found.values.end(), within);
  for (const auto& gradient : found.gradients) all = all && std::all_of(gradient.begin(), gradient.end(), within);
  return all;
}

/// A millionth of the largest float: sums and differences on the way to an answer may be larger than it is, and what
/// grows faster than any power, as in poisson_nll_loss, stops there.
constexpr double most_float = 1e-6 * std::numeric_limits<float>::max();

/// Whether inputs of a size are taken, and they, their losses, the sum of these and all slopes are such floats. In
/// double precision nothing comes near the end of the range.
bool has_float_answer(const LossDescriptor& loss, const json& one, float size) {
  const auto tensors = widened(of_size(loss, one, size));
  if (!(largest_input(tensors) <= most_float)) return false;
  Error error;
  const auto exact = evaluate_loss(Spec{loss.id, params_of(one)}, "sum", tensors, error);
  return !error && all_within(exact, most_float);
}

/// The largest size of a sign whose answer is a float, to 1 part in 1,000.
float largest_size(const LossDescriptor& loss, const json& one, float sign) {
  float fits = sign, beyond = sign;
  while (has_float_answer(loss, one, beyond) && std::abs(beyond) < 0x1p127f) {
    fits = beyond;
    beyond *= 2;
  }
  for (int i = 0; i < 10; ++i) {
    const float middle = fits / 2 + beyond / 2;
    (has_float_answer(loss, one, middle) ? fits : beyond) = middle;
  }
  return fits;
}

template <class T>
void check_finite(const LossDescriptor& loss, const json& one, T size) {
  const auto tensors = of_size(loss, one, size);
  CAPTURE(static_cast<double>(size));
  for (const std::string reduction : {"mean", "sum", "none"}) {
    Error error;
    const auto found = evaluate_loss(Spec{loss.id, params_of(one)}, reduction, tensors, error);
    // Scaled class weights, counts or logarithms may be none.
    if (error) return;
    CHECK(all_within(found, static_cast<double>(std::numeric_limits<T>::max())));
  }
}

double largest_of(const std::vector<double>& numbers) {
  double largest = 0;
  for (double number : numbers) largest = std::max(largest, std::abs(number));
  return largest;
}

/// Float numbers are those of double precision, as far as float can tell: within a share of the largest that they stand
/// beside. Those below the least normal float may be 0.
void check_near(const std::vector<float>& found, const std::vector<double>& exact, const std::vector<double>& motion,
                double largest) {
  const double share = 1e-3 * largest + std::numeric_limits<float>::min();
  for (std::size_t i = 0; i < exact.size(); ++i) {
    CAPTURE(i);
    CAPTURE(exact[i]);
    CHECK(near(static_cast<double>(found[i]), exact[i], 0, share + 8 * motion[i]));
  }
}

void check_float(const LossDescriptor& loss, const json& one, float size) {
  check_finite<float>(loss, one, size);
  if (loss.least_probability) return;
  const auto tensors = of_size(loss, one, size);
  const auto params = params_of(one);
  Error error;
  const auto found = evaluate_loss(Spec{loss.id, params}, "none", tensors, error);
  const auto exact = evaluate_loss(Spec{loss.id, params}, "none", widened(tensors), error);
  const auto motion = motion_of(loss, params, widened(tensors));
  CAPTURE(static_cast<double>(size));
  check_near(found.values, exact.values, motion.values, largest_of(exact.values));
  double steepest = 0;
  for (const auto& gradient : exact.gradients) steepest = std::max(steepest, largest_of(gradient));
  for (std::size_t k = 0; k < max_loss_inputs; ++k)
    check_near(found.gradients[k], exact.gradients[k], motion.gradients[k], steepest);
}

/// Calls `check(loss, one)` for the cases of ordinary size.
template <class Check>
void for_each_ordinary_case(Check check) {
  for (const LossDescriptor* loss : all_losses()) {
    const std::string id = loss->id;
    CAPTURE(id);
    for (const json& one : cases_of(*loss)) {
      const std::string name = one.at("name");
      CAPTURE(name);
      if (largest_input(to_tensors<double>(*loss, one.at("inputs"))) <= 1e3) check(*loss, one);
    }
  }
}

}  // namespace

TEST_CASE("losses: finite inputs of any size give finite values and gradients in double precision") {
  for_each_ordinary_case([](const LossDescriptor& loss, const json& one) {
    for (double size : {5e-324, 1e-310, 1e-300, 1e-30, 1.0, 1e30, -1e30}) check_finite<double>(loss, one, size);
  });
}

TEST_CASE(
    "losses: in float, tiny inputs and all up to the largest whose answer is a float are answered as in double "
    "precision") {
  for_each_ordinary_case([](const LossDescriptor& loss, const json& one) {
    for (float size : {1e-45f, 1e-40f, 1e-30f}) check_finite<float>(loss, one, size);
    for (float sign : {1.0f, -1.0f}) {
      if (!has_float_answer(loss, one, sign)) continue;
      const float largest = largest_size(loss, one, sign);
      for (float size = largest; std::abs(size) >= 1; size /= 8) check_float(loss, one, size);
    }
  });
}

}  // namespace loss_playground::tests
