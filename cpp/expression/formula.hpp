// SPDX-License-Identifier: MIT
#pragma once
// A formula as it is written: its parts in the order of evaluation, each with its place in the text.
//
//   delta = 1 in 0.1..10
//   d = input - target
//   where(abs(d) <= delta, d^2 / 2, delta * (abs(d) - delta / 2))
//
// Statements are separated by line ends or semicolons; # begins a comment. The last statement is the loss. Statements
// before it name parts of it, or parameters with their value and range. From weak to strong: or, and, not, one
// comparison, + and -, * and /, the minus sign, ^ (or **), row[target].
#include <string>
#include <vector>

#include "expression/functions.hpp"

namespace loss_playground::expression {

/// Limits of a formula: characters, parts, and parts within parts.
inline constexpr int most_characters = 4000, most_parts = 400, most_depth = 60;

/// Characters of the text, from `begin` up to but not including `end`, counted as JavaScript does (UTF-16).
struct Place {
  int begin = 0, end = 0;
};

/// Why a formula is invalid.
struct Problem {
  Place place;
  /// What stands there; empty at the end of the text.
  std::string given;
  std::string allowed;
  /// Names that would be known there, if it is a name that is not.
  std::vector<std::string> known{};

  explicit operator bool() const { return !allowed.empty(); }
};

/// What the formula is of: one number and its target; a row of logits and the number of the true class; three
/// embeddings.
enum class Mode { number, classes, triplet };

enum class PartKind { number, constant, input, parameter, local, operation, call, index };

struct Part {
  PartKind kind;
  Place place;
  /// The number, name, operator or function as it is written.
  std::string word;
  /// Earlier parts; of a local name the part that it names.
  std::vector<int> args{};
  /// Of a number, a constant or a parameter.
  double number = 0;
  /// Of an operation or a call.
  const Function* function = nullptr;
  /// A row of numbers and not one; known once the types are checked.
  bool row = false;
  /// Of an input: its place among the inputs of the mode.
  int input = -1;
};

struct FormulaParameter {
  std::string id;
  double value;
  double min, max;
  /// Of the value in the text.
  Place place;
};

struct LocalName {
  std::string name;
  int part;
};

struct Formula {
  Mode mode = Mode::number;
  std::vector<Part> parts;
  std::vector<FormulaParameter> parameters;
  std::vector<LocalName> locals;
  /// The part that is the loss.
  int result = -1;
  Problem problem;
};

/// The names of a mode's inputs, in the order of the loss's tensors.
std::vector<std::string> input_names(Mode mode);

/// Reads a formula and checks its types; `problem` names the first mistake.
Formula read_formula(const std::string& text);

/// How many characters a text has, as places count them.
int characters_of(const std::string& text);

/// The characters of a place.
std::string text_at(const std::string& text, Place place);

/// "line 2, character 5" of a place in a text.
std::string line_and_character(const std::string& text, int at);

}  // namespace loss_playground::expression
