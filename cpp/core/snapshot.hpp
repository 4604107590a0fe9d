// SPDX-License-Identifier: MIT
#pragma once
// Parameters and optimizer state as bytes, and back. Random numbers depend on the step alone, so nothing else is needed
// to continue.
//
// A head (below), the parameters, the optimizer's state, its scalars, and a checksum of all that. Readers check a
// snapshot first: bytes from outside may be damaged, or made to look like one.
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace loss_playground {

/// "LPS" and the version of the format. Version 3 had no checksum.
inline constexpr std::uint32_t snapshot_mark = 0x3453504C;

struct SnapshotHead {
  std::uint32_t mark;
  /// Bytes of a number of the parameters and of the state: 4 or 8.
  std::uint32_t width;
  std::uint64_t parameters, slots, scalars;
  std::int64_t steps, began;
};
static_assert(sizeof(SnapshotHead) == 48, "without gaps, since it is written as it is");

/// Far more than a run can take, and few enough to be whole numbers in JavaScript and in the history.
inline constexpr std::int64_t most_steps = 1'000'000'000'000;

/// What is restored from a snapshot besides parameters and step number; the rest starts fresh.
enum class Restored { optimizer_and_schedule, optimizer, parameters_only };

/// The head of a snapshot. The error says that the bytes are none, or of another version, or damaged: their length, the
/// checksum, the step numbers, or parameters that are not finite.
SnapshotHead check_snapshot(std::span<const std::uint8_t> bytes, Error& error);

/// Appends the checksum.
void seal_snapshot(std::vector<std::uint8_t>& bytes);

/// `State` is an OptimizerState, `Numbers` a vector of its scalar type.
template <class Numbers, class State>
std::vector<std::uint8_t> write_snapshot(const Numbers& parameters, const State& state) {
  std::vector<std::uint8_t> bytes;
  const auto write = [&](const auto* values, std::size_t count) {
    const std::size_t before = bytes.size(), added = count * sizeof(*values);
    bytes.resize(before + added);
    if (added > 0) std::memcpy(bytes.data() + before, values, added);
  };
  const SnapshotHead head{snapshot_mark,          sizeof(parameters[0]), parameters.size(), state.slots().size(),
                          state.scalars().size(), state.steps(),         state.began()};
  write(&head, 1);
  write(parameters.data(), parameters.size());
  write(state.slots().data(), state.slots().size());
  write(state.scalars().data(), state.scalars().size());
  seal_snapshot(bytes);
  return bytes;
}

/// Empty if the snapshot was read; otherwise nothing is changed. State that is not restored may have any size in the
/// snapshot.
template <class Numbers, class State>
Error read_snapshot(std::span<const std::uint8_t> bytes, Numbers& parameters, State& state,
                    Restored restored = Restored::optimizer_and_schedule) {
  Error error;
  const SnapshotHead head = check_snapshot(bytes, error);
  if (error) return error;
  const bool fits_model = head.width == sizeof(parameters[0]) && head.parameters == parameters.size();
  const bool fits_rule = restored == Restored::parameters_only ||
                         (head.slots == state.slots().size() &&
                          (restored == Restored::optimizer ? head.scalars >= state.rule_scalars()
                                                           : head.scalars == state.scalars().size()));
  if (!fits_model || !fits_rule)
    return {"snapshot",
            "a snapshot of " + std::to_string(head.parameters) + (head.width == 4 ? " float32" : " float64") +
                " parameters and " + std::to_string(head.slots + head.scalars) + " numbers of optimizer and schedule",
            "a snapshot with the same model, precision, optimizer and schedule"};
  auto slots = state.slots();
  auto scalars = state.scalars();
  slots.resize(static_cast<std::size_t>(head.slots));
  scalars.resize(static_cast<std::size_t>(head.scalars));
  std::size_t at = sizeof(head);
  const auto read = [&](auto& numbers) {
    const std::size_t size = numbers.size() * sizeof(numbers[0]);
    if (size > 0) std::memcpy(numbers.data(), bytes.data() + at, size);
    at += size;
  };
  read(parameters);
  read(slots);
  read(scalars);
  if (restored == Restored::parameters_only) {
    state.begin_at(head.steps);
  } else {
    const bool all = restored == Restored::optimizer_and_schedule;
    state.restore(head.steps, head.began, slots.data(), scalars.data(), all ? scalars.size() : state.rule_scalars());
  }
  return {};
}

}  // namespace loss_playground
