// SPDX-License-Identifier: MIT
// A run that continues with another optimizer or schedule than the one that made the snapshot.
#include <doctest/doctest.h>

#include "core/snapshot.hpp"
#include "language/fine_tuning.hpp"
#include "optimizer_follower.hpp"

namespace loss_playground::tests {

namespace {

using Bytes = std::vector<std::uint8_t>;

json bare_case(const std::string& objective = "springs") {
  // At a rate at which no optimizer diverges.
  return {{"params", {{"lr", 0.01}}}, {"blocks", {{2, 3}, {3}}}, {"objective", objective}};
}

/// What is left of a follower after some steps.
Bytes after(Follower<double>& follower, int steps) {
  for (int step = 0; step < steps; ++step) follower.step();
  return write_snapshot(follower.parameters, follower.state);
}

const Spec plateau{"reduce_lr_on_plateau", {{"interval", 2.0}, {"patience", 1.0}, {"factor", 0.5}}};

}  // namespace

TEST_CASE("snapshot: a fresh optimizer at a later step takes the steps of one that has only begun") {
  Follower<double> adam("adam", bare_case());
  const Bytes bytes = after(adam, 5);
  for (const Entry& entry : optimizer_entries()) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    Follower<double> later(id, bare_case()), first(id, bare_case());
    REQUIRE(!read_snapshot(bytes, later.parameters, later.state, Restored::parameters_only));
    CHECK(later.state.steps() == 5);
    CHECK(later.parameters == adam.parameters);
    CHECK(!later.state.averages());
    first.parameters = adam.parameters;
    for (int step = 0; step < 3; ++step) {
      later.step();
      first.step();
      CHECK(later.parameters == first.parameters);
      CHECK(later.answer() == first.answer());
    }
    CHECK(later.state.steps() == 8);
    // It is one run from there on: its own snapshot remembers where the optimizer began.
    const Bytes own = write_snapshot(later.parameters, later.state);
    Follower<double> again(id, bare_case());
    REQUIRE(!read_snapshot(own, again.parameters, again.state));
    again.step();
    later.step();
    CHECK(again.parameters == later.parameters);
  }
}

TEST_CASE("snapshot: with a fresh optimizer the schedule stays in its place") {
  const Spec decay{"exponential_lr", {{"gamma", 0.5}}};
  Follower<double> adam("adam", bare_case(), decay), sgd("sgd", bare_case(), decay);
  const double lr = sgd.state.lr();
  const Bytes bytes = after(adam, 3);
  REQUIRE(!read_snapshot(bytes, sgd.parameters, sgd.state, Restored::parameters_only));
  CHECK(sgd.state.lr() == doctest::Approx(lr / 8));
}

TEST_CASE("snapshot: another schedule leaves the optimizer its memory") {
  for (const Entry& entry : optimizer_entries()) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    Follower<double> steady(id, bare_case()), cut(id, bare_case(), plateau);
    const Bytes steady_bytes = after(steady, 5), cut_bytes = after(cut, 9);
    CHECK(read_snapshot(steady_bytes, cut.parameters, cut.state));
    REQUIRE(!read_snapshot(steady_bytes, cut.parameters, cut.state, Restored::optimizer));
    CHECK(cut.state.slots() == steady.state.slots());
    const auto own = static_cast<std::ptrdiff_t>(steady.state.rule_scalars());
    const std::vector<double>&kept = steady.state.scalars(), &now = cut.state.scalars();
    CHECK(std::equal(kept.begin(), kept.begin() + own, now.begin()));
    CHECK(std::all_of(now.begin() + own, now.end(), [](double value) { return value == 0; }));
    REQUIRE(!read_snapshot(cut_bytes, steady.parameters, steady.state, Restored::optimizer));
    CHECK(steady.state.steps() == 9);
  }
}

TEST_CASE("snapshot: another model's parameters, another precision and cut bytes are refused, and change nothing") {
  Follower<double> adam("adam", bare_case()), other("sgd", bare_case());
  const Bytes bytes = after(adam, 5);
  const auto untouched = other.parameters;
  const json larger{{"params", {{"lr", 0.01}}}, {"blocks", {{2, 4}}}, {"objective", "springs"}};
  Follower<double> wide("sgd", larger);
  Follower<float> single("sgd", bare_case());
  for (const Restored restored : {Restored::optimizer_and_schedule, Restored::optimizer, Restored::parameters_only}) {
    CHECK(read_snapshot(bytes, wide.parameters, wide.state, restored));
    CHECK(read_snapshot(bytes, single.parameters, single.state, restored));
    for (std::size_t size = 0; size < bytes.size(); size += 7) {
      const Bytes part(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
      CHECK(read_snapshot(part, other.parameters, other.state, restored));
    }
  }
  CHECK(read_snapshot(bytes, other.parameters, other.state, Restored::optimizer));
  CHECK(other.parameters == untouched);
  CHECK(other.state.steps() == 0);
}

namespace {

/// A snapshot of Adam in which one number was changed and the checksum computed again, as someone could who knows the
/// format.
template <class Number>
Bytes forged(const Bytes& bytes, std::size_t at, Number number) {
  Bytes changed(bytes.begin(), bytes.end() - 8);
  std::memcpy(changed.data() + at, &number, sizeof(number));
  seal_snapshot(changed);
  return changed;
}

}  // namespace

TEST_CASE("snapshot: each single bit that is flipped is noticed, and nothing is changed") {
  Follower<double> adam("adam", bare_case());
  const Bytes bytes = after(adam, 5);
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    Bytes damaged = bytes;
    damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1u << bit % 8));
    for (const Restored restored : {Restored::optimizer_and_schedule, Restored::optimizer, Restored::parameters_only})
      CHECK(read_snapshot(damaged, adam.parameters, adam.state, restored).path == "snapshot");
  }
  CHECK(write_snapshot(adam.parameters, adam.state) == bytes);
}

TEST_CASE("snapshot: a right checksum does not make impossible numbers right") {
  Follower<double> adam("adam", bare_case());
  const Bytes bytes = after(adam, 5);
  CHECK(forged(bytes, 32, std::int64_t{5}) == bytes);
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
  const std::size_t parameters = sizeof(SnapshotHead), slots = parameters + 9 * sizeof(double);
  const std::vector<Bytes> refused{forged(bytes, 4, 2u),                      // the width of a number
                                   forged(bytes, 8, std::uint64_t{1} << 61),  // parameters
                                   forged(bytes, 16, ~std::uint64_t{0}),      // state
                                   forged(bytes, 24, std::uint64_t{1}),       // scalars
                                   forged(bytes, 32, std::int64_t{1} << 53),  // steps
                                   forged(bytes, 32, most_steps + 1),         //
                                   forged(bytes, 32, std::int64_t{-1}),       //
                                   forged(bytes, 40, std::int64_t{6}),        // a beginning after the last step
                                   forged(bytes, 40, std::int64_t{-1}),       //
                                   forged(bytes, parameters, nan),            // parameters
                                   forged(bytes, parameters + 8 * 8, -infinite)};
  for (const Bytes& one : refused) CHECK(read_snapshot(one, adam.parameters, adam.state).path == "snapshot");
  CHECK(write_snapshot(adam.parameters, adam.state) == bytes);
  // As Adam's mean of squares is where a gradient's square overflows; its steps are then 0.
  CHECK(!read_snapshot(forged(bytes, bytes.size() - 16, infinite), adam.parameters, adam.state));
  // As after a step with a weight decay of 1e9: the run goes on until its parameters would be NaN.
  CHECK(!read_snapshot(forged(bytes, slots, nan), adam.parameters, adam.state));
}

TEST_CASE("snapshot: a refusal says whether the version, the bytes or the model are wrong") {
  Follower<double> adam("adam", bare_case()), sgd("sgd", bare_case());
  const Bytes bytes = after(adam, 5);
  const auto given = [&](const Bytes& one) { return read_snapshot(one, sgd.parameters, sgd.state).given; };
  CHECK(given(forged(bytes, 0, snapshot_mark - (1u << 24))) == "a snapshot from another version");
  CHECK(given({}) == "an array of 0 bytes that is not a snapshot");
  CHECK(given(Bytes(200)) == "an array of 200 bytes that is not a snapshot");
  CHECK(given(Bytes(bytes.begin(), bytes.end() - 4)) ==
        "a damaged snapshot of " + std::to_string(bytes.size() - 4) + " bytes");
  CHECK(given(bytes) == "a snapshot of 9 float64 parameters and 18 numbers of optimizer and schedule");
}

TEST_CASE("snapshot: fine-tuning refuses a damaged snapshot or stored model too") {
  Follower<float> adam("adam", bare_case());
  adam.step();
  Bytes bytes = write_snapshot(adam.parameters, adam.state);
  const auto refused = [](const Bytes& one, Index wanted) {
    Error error;
    read_weights(one, wanted, error);
    return error.path == "fine_tuning.initial";
  };
  CHECK(!refused(bytes, 9));
  CHECK(refused(bytes, 8));
  bytes[60] ^= 1;
  CHECK(refused(bytes, 9));
  // "LPM1", one parameter, 1 in half precision.
  const Bytes stored{'L', 'P', 'M', '1', 1, 0, 0, 0, 0x00, 0x3C};
  CHECK(!refused(stored, 1));
  CHECK(refused(Bytes(stored.begin(), stored.end() - 1), 1));
  CHECK(refused({'L', 'P', 'M', '1', 255, 255, 255, 255}, 1));
  CHECK(refused({'L'}, 1));
}

}  // namespace loss_playground::tests
