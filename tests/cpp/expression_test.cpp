// SPDX-License-Identifier: MIT
// Formulas: what is read, what is refused and where, what is noted, and that blocks do not change a number.
#include <doctest/doctest.h>

#include "expression/lower.hpp"
#include "expression/notes.hpp"
#include "expression/trace.hpp"
#include "loss_fixtures.hpp"
#include "losses/expression_loss.hpp"

namespace loss_playground::tests {
namespace {

using namespace expression;

double value_at(const std::string& text, const std::vector<std::vector<double>>& inputs) {
  const Formula formula = read_formula(text);
  REQUIRE_MESSAGE(!formula.problem, text, ": ", formula.problem.given, ", ", formula.problem.allowed);
  return Tracer<double>(formula).trace(inputs).value;
}

TEST_CASE("expression: arithmetic, in the order of mathematics") {
  const struct {
    const char* formula;
    double value;
  } cases[] = {{"1 + 2 * 3", 7},
               {"-2^2", -4},
               {"2^-1", 0.5},
               {"2^3^2", 512},
               {"2**3", 8},
               {"(1 + 2) * 3", 9},
               {"1 - 2 - 3", -4},
               {"8 / 4 / 2", 1},
               {"- -3", 3},
               {"+3", 3},
               {"1.5e1 + .5", 15.5},
               {"3 − 2 × 1 · 1", 1},
               {"1 < 2 and 2 <= 2 and not 3 > 4", 1},
               {"1 ≥ 2 or 1 != 1", 0},
               {"where(input == 3, 10, 20)", 10},
               {"min(input, target) - max(input, target)", -2},
               {"clamp(5, 0, 2)", 2},
               {"c = 4 in 0..10\n\n  c * input # twelve\n", 12},
               {"c = -4 in -10..-1; c", -4},
               {"δ = 2; δ^2", 4},
               {"(-2)^3", -8},
               {"0^0", 1},
               {"sign(-3) + sign(0)", -1},
               {"log(e) + cos(pi)", 0},
               {"logsigmoid(0) + log(2)", 0}};
  for (const auto& one : cases) {
    CAPTURE(std::string(one.formula));
    CHECK(std::abs(value_at(one.formula, {{3}, {1}}) - one.value) <= 1e-15);
  }
}

TEST_CASE("expression: rows of classes and of embeddings") {
  const std::vector<std::vector<double>> classes{{1, 2, 4}, {2}}, embeddings{{0, 0}, {3, 4}, {0, 2}};
  CHECK(value_at("sum(input)", classes) == 7);
  CHECK(value_at("mean(input)", classes) == 7.0 / 3);
  CHECK(value_at("max(input) - min(input)", classes) == 3);
  CHECK(value_at("input[target]", classes) == 4);
  CHECK(value_at("sum(input * one_hot(target))", classes) == 4);
  CHECK(value_at("classes + 0 * sum(input)", classes) == 3);
  CHECK(std::abs(value_at("norm(input - input[target])", classes) - math::sqrt(13.0)) < 1e-15);
  CHECK(std::abs(value_at("logsumexp(input) + log_softmax(input)[target]", classes) - 4) < 1e-15);
  CHECK(value_at("distance(anchor, positive)", embeddings) == 5);
  CHECK(value_at("dot(positive, negative)", embeddings) == 8);
  CHECK(value_at("cosine(positive, negative)", embeddings) == 0.8);
  CHECK(value_at("cosine(anchor, negative)", embeddings) == 0);
  CHECK(value_at("dimensions * sum(positive)", embeddings) == 14);
}

TEST_CASE("expression: mistakes are found where they are") {
  const struct {
    const char* formula;
    int begin, end;
    const char* given;
    const char* allowed;
  } cases[] = {
      {"", 0, 0, "", "a number, a name or ("},
      {"# nothing", 9, 9, "", "a number, a name or ("},
      {"sofmax(input)", 0, 6, "sofmax", "a known function"},
      {"inptu^2", 0, 5, "inptu", "a known name, or a line before that says what it is"},
      {"1 + ", 4, 4, "", "a number, a name or ("},
      {"(input", 6, 6, "", ") or an operator"},
      {"input)", 5, 6, ")", "an operator or the end of the line"},
      {"input[0", 7, 7, "", "]"},
      {"input target", 6, 12, "target", "an operator or the end of the line"},
      {"a = 1", 5, 5, "", "one more line: the loss itself"},
      {"input\ntarget", 6, 12, "target",
       "nothing after the loss, which is the last line; a line before it starts with a name and ="},
      {"input = 3; input", 0, 5, "input", "a name that is not taken yet"},
      {"abs = 3; abs", 0, 3, "abs", "a name that is not taken yet"},
      {"a = 1; a = 2; a", 7, 8, "a", "a name that is not taken yet"},
      {"c = 3 in 0..2; c", 4, 5, "3", "a value within its range"},
      {"c = 3 in 5..2; c", 12, 13, "2", "an end of the range above its start"},
      {"c = input in 0..2; c", 4, 9, "input", "a number"},
      {"c = 1 in 0, 2; c", 10, 11, ",", ".. between the ends of the range, as in 0..10"},
      {"0 < input < 1", 10, 11, "<", "and between two comparisons, as in 0 < x and x < 1"},
      {"abs", 0, 3, "abs", "( after the function abs"},
      {"abs(1, 2)", 0, 9, "abs of 2", "1 argument between its parentheses"},
      {"max(1, 2, 3)", 0, 12, "max of 3", "1 or 2 arguments between its parentheses"},
      {"softmax(input)", 0, 14, "softmax", "one number; sum, mean or [target] makes one of a row"},
      {"target + input[target]", 0, 6, "target",
       "input[target] or one_hot(target), since target is the number of a class"},
      {"input[1]", 6, 7, "1", "target between [ and ]"},
      {"sum(target) + input[target]", 4, 10, "target",
       "input[target] or one_hot(target), since target is the number of a class"},
      {"sum(3) + input[target]", 4, 5, "3", "a row of numbers in sum(), such as input, softmax(input) or anchor"},
      {"dot(anchor, input)", 12, 17, "input", "anchor, positive or negative, since this is a formula of triplets"},
      {"input $ 2", 6, 7, "$", "a name, a number or an operator"},
      {"δ + 😀", 4, 6, "😀", "a name, a number or an operator"},
      {"1e999", 0, 5, "1e999", "a number up to 1e300"},
      {"a == 1", 0, 1, "a", "a known name, or a line before that says what it is"},
      {"input == = 1", 9, 10, "=", "a number, a name or ("},
  };
  for (const auto& one : cases) {
    CAPTURE(one.formula);
    const Problem problem = read_formula(one.formula).problem;
    CHECK(problem.given == one.given);
    CHECK(problem.allowed == one.allowed);
    CHECK(problem.place.begin == one.begin);
    CHECK(problem.place.end == one.end);
  }
}

TEST_CASE("expression: limits are stated, and nothing goes deeper than they say") {
  const auto problem = [](const std::string& text) { return read_formula(text).problem.allowed; };
  const auto repeated = [](int times, const std::string& word) {
    std::string text;
    for (int i = 0; i < times; ++i) text += word;
    return text;
  };
  CHECK(problem(repeated(1000, "1+") + "1") == "a formula of at most 400 parts");
  CHECK(problem(repeated(3000, "1+") + "1") == "a formula of at most 4000 characters");
  CHECK(problem(repeated(50, "(") + "input" + repeated(50, ")")).empty());
  CHECK(problem(repeated(61, "(") + "input" + repeated(61, ")")) == "at most 60 parentheses within each other");
  CHECK(problem(repeated(2000, "-") + "1") == "fewer signs in front of each other");
  CHECK(problem(repeated(900, "not ") + "1") == "fewer operators in front of each other");
  CHECK(problem(repeated(900, "2^") + "1") == "fewer powers of powers");
  CHECK(problem("1" + repeated(199, "+1")).empty());
}

TEST_CASE("expression: where a mistake is, in lines and characters") {
  CHECK(line_and_character("input\n  targe", 8) == "line 2, character 3");
  CHECK(line_and_character("δ + 😀 + x", 9) == "line 1, character 9");
  Error error;
  check_parameters({"expression", {{"formula", std::string("d = 1\nabs(dd)")}}}, "loss.params", error);
  CHECK(error.path == "loss.params.formula");
  CHECK(error.given == "“dd” at line 2, character 5");
}

std::string better(const std::string& text) {
  const Formula formula = read_formula(text);
  REQUIRE(!formula.problem);
  std::string found;
  for (const Note& note : stabler_forms(formula, text)) found += text_at(text, note.place) + " → " + note.better + "; ";
  return found;
}

TEST_CASE("expression: parts with a stabler form are named with it") {
  CHECK(better("-log(sigmoid(input))") == "-log(sigmoid(input)) → softplus(-input); ");
  CHECK(better("log(sigmoid(input - 1))") == "log(sigmoid(input - 1)) → logsigmoid(input - 1); ");
  CHECK(better("-log(1 - sigmoid(input))") == "-log(1 - sigmoid(input)) → softplus(input); ");
  CHECK(better("log(1 + exp((input - target) * 2))") ==
        "log(1 + exp((input - target) * 2)) → softplus((input - target) * 2); ");
  CHECK(better("log(1 - sigmoid(input - 1))") == "log(1 - sigmoid(input - 1)) → logsigmoid(-(input - 1)); ");
  CHECK(better("1 - sigmoid(-input)") == "1 - sigmoid(-input) → sigmoid(input); ");
  CHECK(better("log(1 + exp(input))") == "log(1 + exp(input)) → softplus(input); ");
  CHECK(better("log(abs(input) + 1)") == "log(abs(input) + 1) → log1p(abs(input)); ");
  CHECK(better("exp(input) - 1") == "exp(input) - 1 → expm1(input); ");
  CHECK(better("p = softmax(input)\n-log(p[target])") == "-log(p[target]) → -log_softmax(input)[target]; ");
  CHECK(better("log(sum(exp(input)))") == "log(sum(exp(input))) → logsumexp(input); ");
  CHECK(better("(exp(input) / sum(exp(input)))[target]") == "(exp(input) / sum(exp(input))) → softmax(input); ");
  CHECK(better("sqrt(sum((anchor - positive)^2))") ==
        "sqrt(sum((anchor - positive)^2)) → distance(anchor, positive); ");
  CHECK(better("sqrt(sum(anchor * anchor))") == "sqrt(sum(anchor * anchor)) → norm(anchor); ");
  CHECK(better("softplus(-input) + log(target^2)") == "");
}

/// The kinds of the notes, without the stabler forms.
std::vector<NoteKind> kinds(const std::string& text) {
  const Formula formula = read_formula(text);
  REQUIRE(!formula.problem);
  std::vector<NoteKind> found;
  for (const Note& note : notes_of(formula, text))
    if (note.kind != NoteKind::stabler) found.push_back(note.kind);
  return found;
}

Note unstable(const std::string& text) {
  const auto notes = unstable_places(read_formula(text));
  REQUIRE_MESSAGE(notes.size() == 1, text);
  return notes[0];
}

TEST_CASE("expression: what does not depend on the prediction, and what is flat, is noted") {
  CHECK(kinds("target^2") == std::vector{NoteKind::unused});
  CHECK(kinds("0 * input") == std::vector{NoteKind::unused});
  CHECK(kinds("3 + 0 * input[target]") == std::vector{NoteKind::unused});
  CHECK(kinds("sign(input)") == std::vector{NoteKind::flat});
  CHECK(kinds("input < target") == std::vector{NoteKind::flat});
  CHECK(kinds("(input - target)^2").empty());
  CHECK(kinds("distance(anchor, positive)").empty());
  CHECK(kinds("-log_softmax(input)[target]").empty());
}

TEST_CASE("expression: where the plain formula fails is found to three digits") {
  const Note log_of_zero = unstable("log(sigmoid(input))");
  CHECK(log_of_zero.single_precision);
  CHECK(log_of_zero.at[0].first == "input");
  // Below −88.7 the probability is no normal float, and 1 / p is infinite.
  CHECK(std::abs(log_of_zero.at[0].second + 88.7) < 0.2);
  const Note overflow = unstable("exp(input)");
  CHECK(overflow.found == Found::infinite_loss);
  CHECK(std::abs(overflow.at[0].second - 88.7) < 0.2);
  const Note pole = unstable("1 / (input - target)");
  CHECK(pole.at[0].second == 0);
  CHECK(!pole.single_precision);
  const Note root = unstable("sqrt(sum((anchor - positive)^2))");
  CHECK(root.at[0].second == 0);
  CHECK(root.found == Found::no_slope);
  CHECK(unstable("sqrt(input - target)").found == Found::infinite_slope);
}

TEST_CASE("expression: a branch that is not taken has no slope, even where it is infinite") {
  const Trace trace = Tracer<double>(read_formula("where(input > 0, sqrt(input), -input)")).trace({{0}, {0}});
  CHECK(trace.value == 0);
  CHECK(trace.slopes[0][0] == -1);
}

TEST_CASE("expression: the parts of a formula and their slopes, the parameters' too") {
  const Formula formula = read_formula("c = 3 in 0..9; d = input - target; c * d^2");
  const Trace trace = Tracer<double>(formula).trace({{5}, {1}});
  CHECK(trace.value == 48);
  for (std::size_t i = 0; i < formula.parts.size(); ++i) {
    const Part& part = formula.parts[i];
    CAPTURE(part.word);
    if (part.word == "input") CHECK(trace.slopes[i][0] == 24);
    if (part.word == "target") CHECK(trace.slopes[i][0] == -24);
    if (part.word == "c") CHECK(trace.slopes[i][0] == 16);
    if (part.word == "^") CHECK(trace.values[i][0] == 16);
  }
}

template <class T>
void check_blocks(const char* formula, bool rows) {
  const Spec spec{"expression", {{"formula", std::string(formula)}}};
  Random random(5, Stream::check);
  for (Index count : {1, 2, 3, 4, 5, 7, 63, 64, 65, 130}) {
    const Index columns = rows ? 5 : 1;
    LossTensors<T> all;
    all[0] = {true, rows ? std::vector<Index>{count, columns} : std::vector<Index>{count}, {}};
    all[1] = {true, {count}, {}};
    for (Index i = 0; i < count * columns; ++i) all[0].data.push_back(static_cast<T>(random.normal()));
    for (Index i = 0; i < count; ++i)
      all[1].data.push_back(static_cast<T>(rows ? random.below(static_cast<std::uint32_t>(columns)) : random.normal()));
    Error error;
    const auto together = evaluate_loss<T>(spec, "none", all, error);
    REQUIRE(!error);
    for (Index i = 0; i < count; ++i) {
      LossTensors<T> one;
      one[0] = {true, rows ? std::vector<Index>{1, columns} : std::vector<Index>{1}, {}};
      one[0].data.assign(all[0].data.begin() + i * columns, all[0].data.begin() + (i + 1) * columns);
      one[1] = {true, {1}, {all[1].data[static_cast<std::size_t>(i)]}};
      const auto alone = evaluate_loss<T>(spec, "none", one, error);
      CHECK(alone.values[0] == together.values[static_cast<std::size_t>(i)]);
      for (Index c = 0; c < columns; ++c)
        CHECK(alone.gradients[0][static_cast<std::size_t>(c)] ==
              together.gradients[0][static_cast<std::size_t>(i * columns + c)]);
    }
  }
}

TEST_CASE("expression: an example has the same bits alone and among others") {
  for (const char* formula : {"d = input - target; where(abs(d) < 1, d^2, tanh(d) + exp(-d) * 3)", "3 * input", "2"}) {
    check_blocks<float>(formula, false);
    check_blocks<double>(formula, false);
  }
  for (const char* formula : {"-log_softmax(input)[target] + 0.1 * norm(softmax(input))", "sum(input)"}) {
    check_blocks<float>(formula, true);
    check_blocks<double>(formula, true);
  }
}

}  // namespace
}  // namespace loss_playground::tests
