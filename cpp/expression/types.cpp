// SPDX-License-Identifier: MIT
#include "expression/types.hpp"

#include <algorithm>

namespace loss_playground::expression {

namespace {

/// An embedding of a triplet.
bool is_embedding(const std::string& word) { return word == "anchor" || word == "positive" || word == "negative"; }

Mode mode_of(const Formula& formula) {
  Mode mode = Mode::number;
  for (const Part& part : formula.parts) {
    if (part.kind == PartKind::input && (is_embedding(part.word) || part.word == "dimensions")) return Mode::triplet;
    const bool of_rows = part.kind == PartKind::index || (part.function && part.function->of_rows()) ||
                         (part.kind == PartKind::input && part.word == "classes");
    if (of_rows) mode = Mode::classes;
  }
  return mode;
}

class Checker {
 public:
  explicit Checker(Formula& formula) : formula_(formula) {}

  void check() {
    formula_.mode = mode_of(formula_);
    for (Part& part : formula_.parts)
      if (!formula_.problem) visit(part);
    if (formula_.problem) return;
    const Part& result = part_at(formula_.result);
    if (is_class_number(result)) return refuse(result, "a number: the target is a class number, used as input[target]");
    if (result.row) refuse(result, "one number; sum, mean or [target] makes one of a row");
  }

 private:
  Part& part_at(int part) { return formula_.parts[static_cast<std::size_t>(part)]; }

  void refuse(const Part& part, std::string allowed) {
    if (!formula_.problem) formula_.problem = {part.place, part.word, std::move(allowed)};
  }

  /// The target of classes, also by another name, which is a number to choose with and not to calculate with.
  bool is_class_number(const Part& part) {
    if (part.kind == PartKind::local) return is_class_number(part_at(part.args[0]));
    return formula_.mode == Mode::classes && part.kind == PartKind::input && part.input == 1;
  }

  void visit(Part& part) {
    switch (part.kind) {
      case PartKind::input:
        return input(part);
      case PartKind::local:
        part.row = part_at(part.args[0]).row;
        return;
      case PartKind::index:
        return index(part);
      case PartKind::operation:
      case PartKind::call:
        return call(part);
      default:
        return;
    }
  }

  void input(Part& part) {
    const bool counts = part.word == "classes" || part.word == "dimensions";
    const Mode own = is_embedding(part.word) || part.word == "dimensions" ? Mode::triplet
                     : part.word == "classes"                             ? Mode::classes
                                                                          : formula_.mode;
    if (formula_.mode == Mode::triplet && own == Mode::triplet && part.word != "input" && part.word != "target") {
      if (!counts) place_input(part);
      return;
    }
    if (formula_.mode == Mode::triplet)
      return refuse(part, "anchor, positive or negative, since this is a formula of triplets");
    if (!counts) place_input(part);
  }

  void place_input(Part& part) {
    const auto names = input_names(formula_.mode);
    part.input = static_cast<int>(std::find(names.begin(), names.end(), part.word) - names.begin());
    part.row = formula_.mode == Mode::triplet || (formula_.mode == Mode::classes && part.input == 0);
  }

  void index(Part& part) {
    const Part &row = part_at(part.args[0]), &number = part_at(part.args[1]);
    if (!row.row) return refuse(row, "a row of numbers before [, such as input or softmax(input)");
    if (!is_class_number(number)) refuse(number, "target between [ and ]");
  }

  void call(Part& part) {
    const Function& function = *part.function;
    for (int arg : part.args) {
      const Part& given = part_at(arg);
      if (function.takes == Takes::target && !is_class_number(given)) return refuse(given, "target");
      if (function.takes != Takes::target && is_class_number(given))
        return refuse(given, "input[target] or one_hot(target), since target is the number of a class");
      if (function.takes == Takes::row && !given.row)
        return refuse(given, "a row of numbers in " + part.word + "(), such as input, softmax(input) or anchor");
      part.row = part.row || given.row;
    }
    if (function.gives != Gives::like_arguments) part.row = function.gives == Gives::row;
  }

  Formula& formula_;
};

}  // namespace

void check_types(Formula& formula) { Checker(formula).check(); }

}  // namespace loss_playground::expression
