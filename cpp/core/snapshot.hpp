// SPDX-License-Identifier: MIT
#pragma once
// Parameters and optimizer state as bytes, and back. Random numbers depend on the step alone, so nothing else is needed
// to go on.
#include <cstdint>
#include <cstring>
#include <vector>

namespace loss_playground {

inline constexpr std::uint32_t snapshot_mark = 0x3253504C;  // "LPS2"

/// Bytes before the parameters; their number stands at 8.
inline constexpr std::size_t snapshot_head = 40;

class SnapshotWriter {
 public:
  template <class T>
  void write(const T* values, std::size_t count) {
    const std::size_t before = bytes_.size(), added = count * sizeof(T);
    bytes_.resize(before + added);
    if (added > 0) std::memcpy(bytes_.data() + before, values, added);
  }
  template <class T>
  void write(T value) {
    write(&value, 1);
  }
  std::vector<std::uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<std::uint8_t> bytes_;
};

class SnapshotReader {
 public:
  explicit SnapshotReader(const std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}

  /// False, with nothing written, if there are not so many bytes left.
  template <class T>
  bool read(T* values, std::size_t count) {
    if ((bytes_.size() - at_) / sizeof(T) < count) return false;
    if (count > 0) std::memcpy(values, bytes_.data() + at_, count * sizeof(T));
    at_ += count * sizeof(T);
    return true;
  }
  /// True if the next number is this one.
  template <class T>
  bool expect(T value) {
    T found{};
    return read(&found, 1) && found == value;
  }
  bool at_end() const { return at_ == bytes_.size(); }

 private:
  const std::vector<std::uint8_t>& bytes_;
  std::size_t at_ = 0;
};

/// `State` is an OptimizerState, `Numbers` a vector of its scalar type.
template <class Numbers, class State>
std::vector<std::uint8_t> write_snapshot(const Numbers& parameters, const State& state) {
  SnapshotWriter writer;
  writer.write(snapshot_mark);
  writer.write(static_cast<std::uint32_t>(sizeof(parameters[0])));
  writer.write(static_cast<std::uint64_t>(parameters.size()));
  writer.write(static_cast<std::uint64_t>(state.slots().size()));
  writer.write(static_cast<std::uint64_t>(state.scalars().size()));
  writer.write(state.steps());
  writer.write(parameters.data(), parameters.size());
  writer.write(state.slots().data(), state.slots().size());
  writer.write(state.scalars().data(), state.scalars().size());
  return writer.take();
}

/// False, with nothing changed, if the bytes are not a snapshot of this size and precision.
template <class Numbers, class State>
bool read_snapshot(const std::vector<std::uint8_t>& bytes, Numbers& parameters, State& state) {
  SnapshotReader reader(bytes);
  auto values = parameters;
  auto slots = state.slots();
  auto scalars = state.scalars();
  std::int64_t steps = 0;
  const bool whole = reader.expect(snapshot_mark) && reader.expect(static_cast<std::uint32_t>(sizeof(values[0]))) &&
                     reader.expect(static_cast<std::uint64_t>(values.size())) &&
                     reader.expect(static_cast<std::uint64_t>(slots.size())) &&
                     reader.expect(static_cast<std::uint64_t>(scalars.size())) && reader.read(&steps, 1) &&
                     steps >= 0 && reader.read(values.data(), values.size()) &&
                     reader.read(slots.data(), slots.size()) && reader.read(scalars.data(), scalars.size()) &&
                     reader.at_end();
  if (!whole) return false;
  parameters = std::move(values);
  state.restore(steps, slots.data(), scalars.data());
  return true;
}

}  // namespace loss_playground
