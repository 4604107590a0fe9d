// SPDX-License-Identifier: MIT
// Forms that overflow or cancel although the same value is known in another form, found in a formula as it is written.
#include <optional>

#include "expression/notes.hpp"
#include "expression/tokens.hpp"

namespace loss_playground::expression {

namespace {

class Finder {
 public:
  Finder(const Formula& formula, const std::string& text) : formula_(formula), text_(text) {}

  std::vector<Note> find() const {
    std::vector<Note> notes;
    std::vector<bool> covered(formula_.parts.size(), false);
    // From the outside in, so that the widest form is named and what is within it is not named again.
    for (int part = static_cast<int>(formula_.parts.size()) - 1; part >= 0; --part) {
      const std::size_t at = static_cast<std::size_t>(part);
      if (!covered[at])
        if (const auto better = stabler(part)) {
          notes.insert(notes.begin(), {NoteKind::stabler, formula_.parts[at].place, *better});
          covered[at] = true;
        }
      for (int arg : formula_.parts[at].args)
        if (covered[at]) covered[static_cast<std::size_t>(arg)] = true;
    }
    return notes;
  }

 private:
  using Text = std::optional<std::string>;

  const Part& at(int part) const { return formula_.parts[static_cast<std::size_t>(part)]; }
  /// What a part is, seen through the names that it has.
  int meant(int part) const {
    while (at(part).kind == PartKind::local) part = at(part).args[0];
    return part;
  }
  int arg(int part, std::size_t k) const { return at(meant(part)).args[k]; }
  bool is(int part, const char* word, std::size_t arguments) const {
    const Part& found = at(meant(part));
    return found.function && found.word == word && found.args.size() == arguments;
  }
  bool is_number(int part, double number) const {
    const Part& found = at(meant(part));
    return found.kind == PartKind::number && found.number == number;
  }
  bool is_same(int a, int b) const {
    a = meant(a);
    b = meant(b);
    if (a == b) return true;
    if (at(a).word != at(b).word || at(a).kind != at(b).kind || at(a).args.size() != at(b).args.size()) return false;
    for (std::size_t k = 0; k < at(a).args.size(); ++k)
      if (!is_same(at(a).args[k], at(b).args[k])) return false;
    return true;
  }

  std::string written(int part) const { return text_at(text_, at(part).place); }
  /// With a minus sign in front.
  std::string negated(int part) const {
    const Part& found = at(part);
    if (found.kind == PartKind::operation && found.word == "-" && found.args.size() == 1) return written(found.args[0]);
    return found.kind == PartKind::operation ? "-(" + written(part) + ")" : "-" + written(part);
  }
  static std::string call(const char* function, const std::string& argument) {
    return std::string(function) + "(" + argument + ")";
  }

  /// x of 1 − sigmoid(x).
  std::optional<int> of_other_probability(int part) const {
    if (is(part, "-", 2) && is_number(arg(part, 0), 1) && is(arg(part, 1), "sigmoid", 1)) return arg(arg(part, 1), 0);
    return {};
  }

  /// x of 1 + x, or of x + 1.
  std::optional<int> added_to_one(int part) const {
    if (!is(part, "+", 2)) return {};
    if (is_number(arg(part, 0), 1)) return arg(part, 1);
    if (is_number(arg(part, 1), 1)) return arg(part, 0);
    return {};
  }

  Text stabler(int part) const {
    if (at(part).kind == PartKind::local) return {};
    if (is(part, "-", 1) && is(arg(part, 0), "log", 1)) return negative_log(arg(arg(part, 0), 0));
    if (is(part, "log", 1)) return logarithm(arg(part, 0));
    if (const auto x = of_other_probability(part)) return call("sigmoid", negated(*x));
    if (is(part, "-", 2) && is_number(arg(part, 1), 1) && is(arg(part, 0), "exp", 1))
      return call("expm1", written(arg(arg(part, 0), 0)));
    if (is(part, "/", 2) && is(arg(part, 0), "exp", 1) && is(arg(part, 1), "sum", 1) &&
        is_same(arg(part, 0), arg(arg(part, 1), 0)) && at(arg(arg(part, 0), 0)).row)
      return call("softmax", written(arg(arg(part, 0), 0)));
    if (is(part, "sqrt", 1) && is(arg(part, 0), "sum", 1)) return root(arg(arg(part, 0), 0));
    return {};
  }

  Text negative_log(int of) const {
    if (is(of, "sigmoid", 1)) return call("softplus", negated(arg(of, 0)));
    if (const auto x = of_other_probability(of)) return call("softplus", written(*x));
    const Text plain = logarithm(of);
    return plain ? Text("-" + *plain) : Text();
  }

  Text logarithm(int of) const {
    if (is(of, "sigmoid", 1)) return call("logsigmoid", written(arg(of, 0)));
    if (const auto x = of_other_probability(of)) return call("logsigmoid", negated(*x));
    if (is(of, "softmax", 1)) return call("log_softmax", written(arg(of, 0)));
    if (at(meant(of)).kind == PartKind::index && is(arg(of, 0), "softmax", 1))
      return call("log_softmax", written(arg(arg(of, 0), 0))) + "[" + written(arg(of, 1)) + "]";
    if (is(of, "sum", 1) && is(arg(of, 0), "exp", 1)) return call("logsumexp", written(arg(arg(of, 0), 0)));
    if (const auto x = added_to_one(of))
      return is(*x, "exp", 1) ? call("softplus", written(arg(*x, 0))) : call("log1p", written(*x));
    return {};
  }

  /// √Σ x², whose slope at 0 is none.
  Text root(int squares) const {
    int base = -1;
    if (is(squares, "^", 2) && is_number(arg(squares, 1), 2)) base = arg(squares, 0);
    if (is(squares, "*", 2) && is_same(arg(squares, 0), arg(squares, 1))) base = arg(squares, 0);
    if (base < 0) return {};
    if (is(base, "-", 2) && at(arg(base, 0)).row && at(arg(base, 1)).row)
      return call("distance", written(arg(base, 0)) + ", " + written(arg(base, 1)));
    return call("norm", written(base));
  }

  const Formula& formula_;
  const std::string& text_;
};

}  // namespace

std::vector<Note> stabler_forms(const Formula& formula, const std::string& text) {
  return Finder(formula, text).find();
}

}  // namespace loss_playground::expression
