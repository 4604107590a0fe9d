// SPDX-License-Identifier: MIT
#pragma once
// Well-formed formulas at random, of any mode.
#include <iterator>
#include <string>

#include "core/random.hpp"
#include "expression/formula.hpp"

namespace loss_playground::tests {

class RandomFormula {
 public:
  explicit RandomFormula(Random& random) : random_(random) {
    constexpr expression::Mode modes[] = {expression::Mode::number, expression::Mode::classes,
                                          expression::Mode::triplet};
    mode_ = modes[random.below(3)];
  }

  std::string text() {
    std::string lines;
    if (chance(3)) lines += "delta = " + digits() + " in 0..4\n";
    has_delta_ = !lines.empty();
    // The name is known from its own line on.
    if (chance(2)) {
      lines += "d = " + number(3) + "\n";
      has_d_ = true;
    }
    return lines + number(4) + marker();
  }

 private:
  bool chance(std::uint32_t in) { return random_.below(in) == 0; }

  template <std::size_t N>
  std::string one_of(const char* const (&words)[N]) {
    return words[random_.below(N)];
  }

  std::string digits() { return std::to_string(random_.below(40)) + "e-1"; }

  /// What makes the formula one of its mode, without a value of its own.
  std::string marker() const {
    if (mode_ == expression::Mode::classes) return " + 0 * input[target]";
    return mode_ == expression::Mode::triplet ? " + 0 * sum(anchor)" : "";
  }

  std::string leaf() {
    const std::uint32_t kind = random_.below(8);
    if (kind == 0) return digits();
    if (kind == 1 && has_delta_) return "delta";
    if (kind == 2 && has_d_) return "d";
    if (kind == 3) return one_of({"pi", "e"});
    if (mode_ == expression::Mode::number) return one_of({"input", "target", "(input - target)"});
    if (mode_ == expression::Mode::classes) return one_of({"input[target]", "sum(input)", "classes"});
    return one_of({"sum(anchor)", "distance(anchor, positive)", "norm(negative)", "dimensions"});
  }

  std::string number(int depth) {
    if (depth == 0 || chance(6)) return leaf();
    const auto inner = [&] { return number(depth - 1); };
    const std::uint32_t kinds = mode_ == expression::Mode::number ? 7 : 10;
    switch (random_.below(kinds)) {
      case 0:
      case 1:
        return "(" + inner() + " " + one_of({"+", "-", "*", "/"}) + " " + inner() + ")";
      case 2:
        return unary() + "(" + inner() + ")";
      case 3:
        return "where(" + inner() + " " + one_of({"<", "<=", ">", ">=", "==", "!="}) + " " + inner() + ", " + inner() +
               ", " + inner() + ")";
      case 4:
        return one_of({"min", "max"}) + "(" + inner() + ", " + inner() + ")";
      case 5:
        return "(" + inner() + ")^" + one_of({"2", "3", "0.5", "-1", "1.5", "(0.7)"});
      case 6:
        return "clamp(" + inner() + ", -1, 1.5) * -" + inner();
      case 7:
        return one_of({"sum", "mean", "max", "min", "norm", "logsumexp"}) + "(" + row(depth - 1) + ")";
      case 8:
        return one_of({"dot", "distance", "cosine"}) + "(" + row(depth - 1) + ", " + row(depth - 1) + ")";
      default:
        return mode_ == expression::Mode::classes
                   ? one_of({"softmax", "log_softmax"}) + "(" + row(depth - 1) + ")[target]"
                   : "mean(" + row(depth - 1) + ")";
    }
  }

  std::string row(int depth) {
    const bool classes = mode_ == expression::Mode::classes;
    if (depth <= 0 || chance(4)) {
      if (classes) return one_of({"input", "one_hot(target)", "softmax(input)"});
      return one_of({"anchor", "positive", "negative"});
    }
    switch (random_.below(4)) {
      case 0:
        return "(" + row(depth - 1) + " " + one_of({"+", "-", "*"}) + " " + row(depth - 1) + ")";
      case 1:
        return "(" + row(depth - 1) + " " + one_of({"+", "-", "*"}) + " " + number(depth - 1) + ")";
      case 2:
        return unary() + "(" + row(depth - 1) + ")";
      default:
        return one_of({"softmax", "log_softmax"}) + "(" + row(depth - 1) + ")";
    }
  }

  std::string unary() {
    return one_of({"abs", "sign", "exp", "log", "log1p", "expm1", "sqrt", "tanh", "sigmoid", "softplus", "logsigmoid",
                   "relu", "erf", "sin", "cos", "-"});
  }

  Random& random_;
  expression::Mode mode_ = expression::Mode::number;
  bool has_delta_ = false, has_d_ = false;
};

}  // namespace loss_playground::tests
