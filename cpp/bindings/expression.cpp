// SPDX-License-Identifier: MIT
// Formulas of losses as JavaScript objects: what they are made of, and their numbers for one example.
#include <emscripten/bind.h>

#include "bindings/convert.hpp"
#include "bindings/describe_loss.hpp"
#include "expression/notes.hpp"
#include "expression/trace.hpp"
#include "losses/expression_loss.hpp"

namespace loss_playground::bindings {

namespace {

using namespace expression;

constexpr const char* kind_names[] = {"number", "constant", "input", "parameter", "local", "operator", "call", "index"};
constexpr const char* note_names[] = {"unused", "flat", "unstable", "stabler", "unbounded"};
constexpr const char* found_names[] = {"infinite_loss", "no_loss", "infinite_slope", "no_slope"};

template <class Values>
val plain_array(const Values& values) {
  val array = val::array();
  for (const auto& value : values) array.call<void>("push", val(value));
  return array;
}

val at_place(Place place) {
  val object = val::object();
  object.set("begin", place.begin);
  object.set("end", place.end);
  return object;
}

val describe(const Problem& problem) {
  val object = at_place(problem.place);
  object.set("given", problem.given);
  object.set("allowed", problem.allowed);
  object.set("known", plain_array(problem.known));
  return object;
}

val describe(const Part& part) {
  val object = at_place(part.place);
  object.set("kind", std::string(kind_names[static_cast<int>(part.kind)]));
  object.set("word", part.word);
  object.set("args", plain_array(part.args));
  object.set("row", part.row);
  return object;
}

val describe(const FormulaParameter& parameter) {
  val object = at_place(parameter.place);
  object.set("id", parameter.id);
  object.set("value", parameter.value);
  object.set("min", parameter.min);
  object.set("max", parameter.max);
  return object;
}

val describe(const LocalName& local) {
  val object = val::object();
  object.set("name", local.name);
  object.set("node", local.part);
  return object;
}

val describe(const Note& note) {
  val object = at_place(note.place);
  object.set("kind", std::string(note_names[static_cast<int>(note.kind)]));
  if (!note.better.empty()) object.set("better", note.better);
  if (note.at.empty()) return object;
  val at = val::object();
  for (const auto& [name, number] : note.at) at.set(name, number);
  object.set("at", at);
  if (note.kind != NoteKind::unstable) return object;
  object.set("found", std::string(found_names[static_cast<int>(note.found)]));
  object.set("precision", std::string(note.single_precision ? "float32" : "float64"));
  return object;
}

template <class List>
val describe_all(const List& list) {
  val array = val::array();
  for (const auto& one : list) array.call<void>("push", describe(one));
  return array;
}

val describe_written_loss(const Formula& formula) {
  Entry entry = entry_of<ExpressionEntry>();
  entry.descriptor = &describe_expression(formula);
  val object = describe_loss(entry);
  object.set("misfits", misfits_of(describe_expression(formula).target));
  return object;
}

val describe_formula(const std::string& text) {
  const Formula formula = read_formula(text);
  const bool is_valid = !formula.problem;
  val object = val::object();
  object.set("problem", is_valid ? val::null() : describe(formula.problem));
  object.set("loss", is_valid ? describe_written_loss(formula) : val::null());
  object.set("parameters", describe_all(formula.parameters));
  object.set("nodes", is_valid ? describe_all(formula.parts) : val::array());
  object.set("locals", is_valid ? describe_all(formula.locals) : val::array());
  object.set("result", formula.result);
  object.set("notes", is_valid ? describe_all(notes_of(formula, text)) : val::array());
  return object;
}

val arrays(const std::vector<std::vector<double>>& rows) {
  val array = val::array();
  for (const auto& row : rows) array.call<void>("push", to_array(row));
  return array;
}

/// `example` has an array of numbers for each input of the formula's mode.
val trace_formula(const std::string& text, const val& example) {
  const Formula formula = read_formula(text);
  std::vector<std::vector<double>> inputs;
  for (const std::string& name : input_names(formula.mode)) inputs.push_back(to_numbers<double>(example[name]));
  const Trace found = Tracer<double>(formula).trace(inputs);
  val object = val::object();
  object.set("value", found.value);
  object.set("values", arrays(found.values));
  object.set("slopes", arrays(found.slopes));
  return object;
}

}  // namespace

EMSCRIPTEN_BINDINGS(expression) {
  emscripten::function("describeFormula", &describe_formula);
  emscripten::function("traceFormula", &trace_formula);
}

}  // namespace loss_playground::bindings
