// SPDX-License-Identifier: MIT
#include "core/snapshot.hpp"

#include "core/math.hpp"

namespace loss_playground {

namespace {

constexpr std::size_t checksum_size = sizeof(std::uint64_t);

/// Of 4 bytes at a time, after Fowler, Noll and Vo. Each word is mixed in one to one, so no change of a single word
/// goes unnoticed; of others one in 2⁶⁴.
std::uint64_t checksum_of(std::span<const std::uint8_t> bytes) {
  std::uint64_t sum = 0xcbf29ce484222325u;
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
    std::uint32_t word;
    std::memcpy(&word, bytes.data() + at, 4);
    sum = (sum ^ word) * 0x100000001b3u;
    sum ^= sum >> 32;
  }
  return sum;
}

/// Bytes of a snapshot with such a head; 0 if they cannot be so many.
std::uint64_t size_of(const SnapshotHead& head, std::uint64_t most) {
  for (const std::uint64_t count : {head.parameters, head.slots, head.scalars})
    if (count > most) return 0;
  return sizeof(head) + head.width * (head.parameters + head.slots) + sizeof(double) * head.scalars + checksum_size;
}

/// Whether each number passes a test.
template <class Number, class Test>
bool all_pass(std::span<const std::uint8_t> bytes, Test test) {
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(Number)) {
    Number number;
    std::memcpy(&number, bytes.data() + at, sizeof(number));
    if (!test(number)) return false;
  }
  return true;
}

/// Parameters are finite. The optimizer's numbers may be any: a run goes on with NaN among them until its parameters
/// would not be finite, and so does the run that is restored.
template <class T>
bool has_finite_parameters(std::span<const std::uint8_t> bytes, const SnapshotHead& head) {
  const auto parameters = static_cast<std::size_t>(head.parameters) * sizeof(T);
  return all_pass<T>(bytes.subspan(sizeof(head), parameters), [](T value) { return math::is_finite(value); });
}

}  // namespace

SnapshotHead check_snapshot(std::span<const std::uint8_t> bytes, Error& error) {
  SnapshotHead head{};
  const auto refuse = [&](std::string given) {
    error = {"snapshot", std::move(given), "the complete bytes of a snapshot from this version"};
    return SnapshotHead{};
  };
  if (bytes.size() >= sizeof(head)) std::memcpy(&head, bytes.data(), sizeof(head));
  // The first three letters without the version.
  if ((head.mark ^ snapshot_mark) & 0xFFFFFFu)
    return refuse("an array of " + std::to_string(bytes.size()) + " bytes that is not a snapshot");
  if (head.mark != snapshot_mark) return refuse("a snapshot from another version");
  std::uint64_t sum = 0;
  const bool whole = (head.width == 4 || head.width == 8) && size_of(head, bytes.size()) == bytes.size();
  if (whole) std::memcpy(&sum, bytes.data() + bytes.size() - checksum_size, checksum_size);
  if (!whole || sum != checksum_of(bytes.first(bytes.size() - checksum_size)))
    return refuse("a damaged snapshot of " + std::to_string(bytes.size()) + " bytes");
  if (!(0 <= head.began && head.began <= head.steps && head.steps <= most_steps))
    return refuse("a snapshot of step " + std::to_string(head.steps));
  if (!(head.width == 4 ? has_finite_parameters<float>(bytes, head) : has_finite_parameters<double>(bytes, head)))
    return refuse("a snapshot with NaN or infinite parameters");
  return head;
}

void seal_snapshot(std::vector<std::uint8_t>& bytes) {
  const std::uint64_t sum = checksum_of(bytes);
  bytes.resize(bytes.size() + checksum_size);
  std::memcpy(bytes.data() + bytes.size() - checksum_size, &sum, checksum_size);
}

}  // namespace loss_playground
