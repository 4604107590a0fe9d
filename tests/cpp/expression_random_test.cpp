// SPDX-License-Identifier: MIT
// Formulas at random: their gradients are those of dual numbers through the same code, and of finite differences.
#include <doctest/doctest.h>

#include <cstdlib>

#include "dual.hpp"
// After dual.hpp.
#include "expression/execute.hpp"
#include "expression/lower.hpp"
#include "expression/trace.hpp"
#include "loss_fixtures.hpp"
#include "random_formula.hpp"
#include "tolerances.hpp"

namespace loss_playground::math {

inline Dual erf(Dual x) { return chain(erf(x.value), 2 / sqrt(pi) * exp(-x.value * x.value), x); }
inline Dual sin(Dual x) { return chain(sin(x.value), cos(x.value), x); }
inline Dual cos(Dual x) { return chain(cos(x.value), -sin(x.value), x); }

}  // namespace loss_playground::math

namespace loss_playground::tests {
namespace {

using expression::Mode;
using math::Dual;

constexpr Index columns = 3;
constexpr std::uint64_t seed = 20261130;
/// EXPRESSION_FORMULAS tries another number of them.
int formula_count() {
  const char* asked = std::getenv("EXPRESSION_FORMULAS");
  return asked ? std::atoi(asked) : 2000;
}

/// The inputs of one example, all numbers in a row.
using Example = std::vector<std::vector<double>>;

Example random_example(Mode mode, Random& random) {
  const auto row = [&](Index length) {
    std::vector<double> numbers;
    for (Index i = 0; i < length; ++i) numbers.push_back(random.uniform(-2, 2));
    return numbers;
  };
  if (mode == Mode::triplet) return {row(columns), row(columns), row(columns)};
  if (mode == Mode::classes) return {row(columns), {static_cast<double>(random.below(columns))}};
  return {row(1), row(1)};
}

struct Found {
  double value = 0;
  /// Of the inputs with a gradient, one after the other.
  std::vector<double> slopes;
  bool is_finite = true;
};

Found engine_gradient(const std::string& formula, Mode mode, const Example& example) {
  LossTensors<double> tensors;
  for (std::size_t k = 0; k < example.size(); ++k) {
    const bool is_row = mode == Mode::triplet || (mode == Mode::classes && k == 0);
    tensors[k] = {true, is_row ? std::vector<Index>{columns} : std::vector<Index>{}, example[k]};
  }
  Error error;
  const auto found = evaluate_loss<double>({"expression", {{"formula", formula}}}, "sum", tensors, error);
  // The difference of two infinities is the only thing that may be refused.
  CHECK_MESSAGE((!error || error.allowed == "smaller numbers"), formula, ": ", error.given, ", ", error.allowed);
  Found result{found.value, {}, !error && math::is_finite(found.value)};
  for (const auto& gradient : found.gradients)
    for (double slope : gradient) {
      result.slopes.push_back(slope);
      result.is_finite = result.is_finite && math::is_finite(slope);
    }
  return result;
}

/// The derivative by one number, through the code of the value alone.
double dual_slope(const expression::Code& code, const Example& example, std::size_t input, std::size_t place) {
  std::vector<Dual> memory(static_cast<std::size_t>(code.memory(1, columns)));
  const auto constants = expression::constants_of<Dual>(code);
  const expression::Block<Dual> block{memory.data(), constants.data(), 1, columns, code.number_slots};
  for (const auto& loaded : code.inputs) {
    Dual* to = block.data(loaded.slot);
    const auto& numbers = example[static_cast<std::size_t>(loaded.index)];
    for (std::size_t c = 0; c < numbers.size(); ++c)
      to[c] = Dual(numbers[c], static_cast<std::size_t>(loaded.index) == input && c == place ? 1.0 : 0.0);
  }
  Aligned<expression::Bound<Dual>> bound;
  expression::bind(code, block, bound);
  expression::execute(bound, 1);
  return block.read(code.outputs[0])->slope;
}

struct Counts {
  int dual = 0, differences = 0;
};

/// What moves a gradient far has rounding errors or a kink nearby.
double sensitivity(const std::string& formula, Mode mode, const Example& example, const Found& here) {
  double most = 0;
  for (double change : {1 + 0x1p-30, 1 - 0x1p-30}) {
    Example moved = example;
    for (std::size_t k = 0; k < moved.size(); ++k)
      for (double& number : moved[k])
        if (mode != Mode::classes || k == 0) number *= change;
    const Found there = engine_gradient(formula, mode, moved);
    for (std::size_t i = 0; i < here.slopes.size(); ++i)
      most = std::max(most, std::abs(there.slopes[i] - here.slopes[i]) * 0x1p30);
  }
  return most;
}

void check(const std::string& text, Random& random, Counts& counts) {
  const expression::Formula formula = expression::read_formula(text);
  REQUIRE_MESSAGE(!formula.problem, text, ": ", formula.problem.given, ", ", formula.problem.allowed);
  const Mode mode = formula.mode;
  const Example example = random_example(mode, random);
  const Found here = engine_gradient(text, mode, example);
  if (!here.is_finite) return;
  const double moves = sensitivity(text, mode, example, here);
  double scale = 1;
  for (double slope : here.slopes) scale = std::max(scale, std::abs(slope));
  if (!(moves < 1e3 * scale)) return;
  // Large slopes within the formula that cancel leave their roundings.
  double inner = 0;
  for (const auto& slopes : expression::Tracer<double>(formula).trace(example).slopes)
    for (double slope : slopes) inner = std::max(inner, std::abs(slope));

  const expression::Lowered lowered = expression::lower(formula);
  const expression::Code code = expression::compile(lowered.graph, {lowered.loss});
  std::size_t next = 0;
  for (std::size_t k = 0; k < example.size(); ++k) {
    if (mode == Mode::classes && k == 1) continue;
    for (std::size_t place = 0; place < example[k].size(); ++place, ++next) {
      const double slope = here.slopes[next], dual = dual_slope(code, example, k, place);
      // A dual number of 0 · ∞ is none, where the engine knows that nothing depends on it.
      if (!math::is_finite(dual)) continue;
      CHECK_MESSAGE(std::abs(slope - dual) <= 1e-12 * (scale + moves) + rounding_share * inner, text, ": ", slope,
                    " for ", dual);
      ++counts.dual;
      if (!(moves < 10 * scale)) continue;
      Example before = example, after = example;
      const double step = 1e-5;
      before[k][place] -= step;
      after[k][place] += step;
      const Found low = engine_gradient(text, mode, before), high = engine_gradient(text, mode, after);
      if (!low.is_finite || !high.is_finite) continue;
      // Between two different slopes lies a kink, between two steps of different height a jump.
      const double bend = low.slopes[next] - high.slopes[next], jump = low.value - 2 * here.value + high.value;
      if (std::abs(bend) > 1e-2 * scale || std::abs(jump) > 1e-2 * step * scale) continue;
      const double difference = (high.value - low.value) / (2 * step);
      CHECK_MESSAGE(
          std::abs(slope - difference) <= 1e-5 * (scale + std::abs(here.value)) + rounding_share / step * inner, text,
          ": ", slope, " for a difference of ", difference);
      ++counts.differences;
    }
  }
}

TEST_CASE("formulas at random: gradients are those of dual numbers and of finite differences") {
  MESSAGE("seed ", seed);
  Random random(seed, Stream::check);
  Counts counts;
  const int formulas = formula_count();
  for (int i = 0; i < formulas; ++i) check(RandomFormula(random).text(), random, counts);
  // Most have finite slopes and no kink nearby.
  CHECK(counts.dual > formulas);
  CHECK(counts.differences > formulas / 2);
}

}  // namespace
}  // namespace loss_playground::tests
