// SPDX-License-Identifier: MIT
#include "expression/notes.hpp"

#include "expression/lower.hpp"

namespace loss_playground::expression {

namespace {

/// Inputs whose gradients train a model.
std::size_t trained_inputs(Mode mode) { return mode == Mode::triplet ? 3 : 1; }

}  // namespace

std::vector<Note> notes_of(const Formula& formula, const std::string& text) {
  Lowered lowered = lower(formula);
  std::vector<Id> by(lowered.inputs.begin(),
                     lowered.inputs.begin() + static_cast<std::ptrdiff_t>(trained_inputs(formula.mode)));
  bool depends = false, slopes = false;
  for (Id id : by) depends = depends || depends_on(lowered.graph, lowered.loss, id);
  for (Id id : derivatives(lowered.graph, lowered.loss, by)) slopes = slopes || !lowered.graph.is(id, 0);
  const Place place = formula.parts[static_cast<std::size_t>(formula.result)].place;
  std::vector<Note> notes;
  if (!depends) {
    notes.push_back({NoteKind::unused, place});
  } else if (!slopes) {
    notes.push_back({NoteKind::flat, place});
  }
  for (const auto& more : {stabler_forms(formula, text), places_of_trouble(formula)})
    notes.insert(notes.end(), more.begin(), more.end());
  return notes;
}

}  // namespace loss_playground::expression
