// SPDX-License-Identifier: MIT
// Bytes that claim to be a snapshot: each is restored, or refused and changes nothing. The first byte says of which run,
// the second what is restored; without a right checksum nothing behind it would be reached, so the mutator corrects it.
#include "core/snapshot.hpp"
#include "language/fine_tuning.hpp"
#include "optimizers/optimizer.hpp"
#include "support.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace loss_playground::fuzz {
namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr std::size_t choices = 2, checksum = 8;

struct Holder {
  std::unique_ptr<Run> run;
  Bytes snapshot;
};

/// A run of every optimizer in either precision, a few steps on.
std::vector<Holder> make_holders() {
  std::vector<Holder> holders;
  for (const Entry& entry : optimizer_entries())
    for (const bool single : {true, false}) {
      Experiment experiment{{"xor", {{"examples", 20.0}}}, small_network(), {"cross_entropy", {}}};
      experiment.optimizer = {entry.descriptor->id, {}};
      experiment.schedule = {"reduce_lr_on_plateau", {}};
      experiment.single_precision = single;
      Error error;
      auto run = make_run(experiment, {1, {}}, error);
      claim(!error, error.path.c_str());
      run->advance(4, false);
      Bytes snapshot = run->snapshot();
      holders.push_back({std::move(run), std::move(snapshot)});
    }
  return holders;
}

std::vector<Holder>& holders() {
  static std::vector<Holder> made = make_holders();
  return made;
}

void restore(Holder& holder, const Bytes& bytes, Restored restored) {
  Run& run = *holder.run;
  Error error;
  run.restore(bytes, restored, error);
  if (error) {
    claim(run.snapshot() == holder.snapshot, "a snapshot that is refused changes nothing");
    return;
  }
  const Bytes taken = run.snapshot();
  run.restore(taken, Restored::optimizer_and_schedule, error);
  claim(!error && run.snapshot() == taken, "the snapshot of a run that was restored is restored again");
  train(run);
  run.restore(run.snapshot(), Restored::optimizer_and_schedule, error);
  claim(!error, "after further steps, too");
  run.restore(holder.snapshot, Restored::optimizer_and_schedule, error);
  claim(!error && run.snapshot() == holder.snapshot, "the first snapshot restores the run as it was");
}

}  // namespace
}  // namespace loss_playground::fuzz

using namespace loss_playground;
using namespace loss_playground::fuzz;

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  if (size <= choices) {
    const Bytes& valid = holders()[seed % holders().size()].snapshot;
    if (most < choices + valid.size()) return size;
    data[0] = static_cast<std::uint8_t>(seed % holders().size());
    data[1] = static_cast<std::uint8_t>(seed >> 8);
    std::copy(valid.begin(), valid.end(), data + choices);
    size = choices + valid.size();
  }
  size = LLVMFuzzerMutate(data, size, most);
  // One in 8 keeps its wrong checksum.
  if (size < choices + checksum || (seed >> 16) % 8 == 0) return size;
  Bytes sealed(data + choices, data + size - checksum);
  seal_snapshot(sealed);
  std::copy(sealed.begin(), sealed.end(), data + choices);
  return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < choices) return 0;
  const Bytes bytes(data + choices, data + size);
  restore(holders()[data[0] % holders().size()], bytes, static_cast<Restored>(data[1] % 3));
  Error error;
  const auto weights = read_weights(bytes, data[1], error);
  claim(error || weights.size() == data[1], "weights are as many as were wanted");
  return 0;
}
