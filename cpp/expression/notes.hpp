// SPDX-License-Identifier: MIT
#pragma once
// What is worth knowing of a valid formula before anything is trained with it.
#include <string>
#include <utility>
#include <vector>

#include "expression/formula.hpp"

namespace loss_playground::expression {

enum class NoteKind {
  /// It does not depend on the prediction.
  unused,
  /// It does, but its slope is 0 wherever it exists.
  flat,
  /// Somewhere in the range of use it, or its slope, is no finite number.
  unstable,
  /// A part is known in a form that neither overflows nor cancels.
  stabler,
  /// It falls without end at `at`, so that training has nothing to converge to.
  unbounded
};

enum class Found { infinite_loss, no_loss, infinite_slope, no_slope };

struct Note {
  NoteKind kind;
  Place place;
  /// What to write in its place.
  std::string better{};
  /// Where it was found, by the names of the inputs that are not 0.
  std::vector<std::pair<std::string, double>> at{};
  Found found = Found::infinite_loss;
  bool single_precision = false;
};

/// `text` is that of the formula.
std::vector<Note> notes_of(const Formula& formula, const std::string& text);

/// Parts of known forms that have a stabler one.
std::vector<Note> stabler_forms(const Formula& formula, const std::string& text);

/// The place nearest to 0 where the loss or its slope is no finite number, and one far away towards which the loss
/// falls without end, if there are some.
std::vector<Note> places_of_trouble(const Formula& formula);

}  // namespace loss_playground::expression
