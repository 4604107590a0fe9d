// SPDX-License-Identifier: MIT
// Tries a formula at many places of the range of use, and looks closer where it, or its slope, is no finite number, or
// where it falls without end.
#include <algorithm>
#include <optional>

#include "core/math.hpp"
#include "expression/notes.hpp"
#include "expression/trace.hpp"

namespace loss_playground::expression {

namespace {

/// Sizes of predictions, logits and coordinates, from small to large.
constexpr double sizes[] = {0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
constexpr double targets[] = {0, 1, -1};
constexpr std::size_t classes = 3;
/// The end of that range, and how far the loss may fall on its last half.
constexpr double far_away = 1000, most_gain = 10;

/// One example; `x` is what is varied.
struct Probe {
  double x, other;
};

using Inputs = std::vector<std::vector<double>>;

Inputs inputs_at(Mode mode, Probe probe) {
  switch (mode) {
    case Mode::number:
      return {{probe.x}, {probe.other}};
    case Mode::classes: {
      std::vector<double> row(classes, 0);
      row[0] = probe.x;
      return {row, {probe.other, 0, 0}};
    }
    default:
      return {{0, 0}, {probe.x, 0}, {0, probe.other}};
  }
}

std::vector<double> others(Mode mode) {
  if (mode == Mode::number) return {std::begin(targets), std::end(targets)};
  if (mode == Mode::classes) return {0, 1};
  return {1, 0, 10};
}

bool all_finite(const std::vector<double>& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](double number) { return math::is_finite(number); });
}

class Search {
 public:
  explicit Search(const Formula& formula) : formula_(formula), single_(formula), double_(formula) {}

  std::optional<Note> nearest() const {
    for (double size : sizes)
      for (double x : {size, -size})
        for (double other : others(formula_.mode))
          if (fails(single_.trace(inputs_at(formula_.mode, {x, other})))) return unstable({x, other});
    return {};
  }

  /// Where the loss still falls at the end of the range of use, far below 0.
  std::optional<Note> falling() const {
    const auto value = [&](double x, double other) {
      return double_.trace(inputs_at(formula_.mode, {x, other})).value;
    };
    const auto falls = [](double nearer, double far) { return far < -most_gain && far < nearer - most_gain; };
    for (double other : {0.0, 1.0})
      for (double x : {far_away, -far_away})
        if (falls(value(x / 2, other), value(x, other))) return note(NoteKind::unbounded, {x, other});
    // A negative that goes away without end.
    if (formula_.mode == Mode::triplet && falls(value(1, far_away / 2), value(1, far_away)))
      return note(NoteKind::unbounded, {1, far_away});
    return {};
  }

 private:
  /// The note with its place: that of the whole loss.
  Note note(NoteKind kind, Probe probe) const {
    Note note{kind, formula_.parts[static_cast<std::size_t>(formula_.result)].place};
    if (formula_.mode == Mode::triplet) {
      note.at = {{"positive", probe.x}, {"negative", probe.other}};
    } else {
      note.at = {{"input", probe.x}, {"target", probe.other}};
    }
    return note;
  }

  /// Whether the loss, or what trains a model, is no finite number.
  std::optional<Found> fails(const Trace& trace) const {
    if (!math::is_finite(trace.value)) return trace.value == trace.value ? Found::infinite_loss : Found::no_loss;
    for (std::size_t i = 0; i < formula_.parts.size(); ++i) {
      if (!is_trained(formula_.parts[i]) || all_finite(trace.slopes[i])) continue;
      const auto& slopes = trace.slopes[i];
      const bool is_nan = std::any_of(slopes.begin(), slopes.end(), [](double slope) { return slope != slope; });
      return is_nan ? Found::no_slope : Found::infinite_slope;
    }
    return {};
  }

  bool is_trained(const Part& part) const {
    return part.kind == PartKind::input && part.input >= 0 && (formula_.mode == Mode::triplet || part.input == 0);
  }

  /// Halves the way from what is fine to what fails, until the two are one place to three digits.
  double boundary(double fails_at, double other) const {
    double good = 0, bad = fails_at;
    if (fails(single_.trace(inputs_at(formula_.mode, {good, other})))) return bad;
    while (math::abs(bad - good) > 1e-3 * math::abs(bad)) {
      const double middle = (good + bad) / 2;
      (fails(single_.trace(inputs_at(formula_.mode, {middle, other}))) ? bad : good) = middle;
    }
    return bad;
  }

  Note unstable(Probe probe) const {
    probe.x = boundary(probe.x, probe.other);
    const Inputs inputs = inputs_at(formula_.mode, probe);
    const Trace trace = single_.trace(inputs);
    Note found = note(NoteKind::unstable, probe);
    found.place = culprit(trace);
    found.found = *fails(trace);
    found.single_precision = !fails(double_.trace(inputs));
    return found;
  }

  /// The first part that is no finite number, or that passes on a slope that is none.
  Place culprit(const Trace& trace) const {
    const std::size_t count = formula_.parts.size();
    for (std::size_t i = 0; i < count; ++i)
      if (!all_finite(trace.values[i])) return formula_.parts[i].place;
    for (std::size_t i = count; i-- > 0;) {
      if (all_finite(trace.slopes[i])) continue;
      for (std::size_t user = i + 1; user < count; ++user) {
        const auto& args = formula_.parts[user].args;
        if (std::find(args.begin(), args.end(), static_cast<int>(i)) != args.end()) return formula_.parts[user].place;
      }
    }
    return formula_.parts[static_cast<std::size_t>(formula_.result)].place;
  }

  const Formula& formula_;
  Tracer<float> single_;
  Tracer<double> double_;
};

}  // namespace

std::vector<Note> places_of_trouble(const Formula& formula) {
  const Search search(formula);
  std::vector<Note> notes;
  for (const auto& found : {search.nearest(), search.falling()})
    if (found) notes.push_back(*found);
  return notes;
}

}  // namespace loss_playground::expression
