// SPDX-License-Identifier: MIT
// A table that the user brings, with any finite numbers in it, and any loss.
#include "losses/loss.hpp"
#include "support.hpp"

using namespace loss_playground;
using namespace loss_playground::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider bytes(data, size);
  const std::string kind = bytes.PickValueInArray({"classification", "regression", "triplet"});
  const auto losses = loss_entries();
  DataTable table;
  table.columns = bytes.ConsumeIntegralInRange(1, 5);
  table.target_columns = kind == "regression" ? bytes.ConsumeIntegralInRange(1, 3) : 1;
  const Index rows = bytes.ConsumeIntegralInRange(0, 40);
  Experiment experiment{{"custom", {{"kind", kind}, {"test_fraction", 0.1 * bytes.ConsumeIntegralInRange(1, 9)}}},
                        small_network()};
  experiment.loss = {losses[bytes.ConsumeIntegralInRange<std::size_t>(0, losses.size() - 1)].descriptor->id, {}};
  experiment.optimizer = {"adam", {}};
  experiment.batch_size = bytes.ConsumeIntegralInRange(1, 50);
  experiment.single_precision = bytes.ConsumeBool();
  const bool small = bytes.ConsumeBool();
  const auto number = [&] { return small ? bytes.ConsumeIntegralInRange(-3, 3) : any_finite(bytes); };
  for (Index i = 0; i < rows * table.columns; ++i) table.inputs.push_back(number());
  for (Index i = 0; i < rows * table.target_columns; ++i)
    table.targets.push_back(kind == "regression" ? number() : bytes.ConsumeIntegralInRange(0, 4));
  Error error;
  const auto run = make_run(experiment, {1, {}, &table}, error);
  claim(bool(error) == (run == nullptr), "either a run or an error");
  if (!run) return 0;
  train(*run);
  const auto predicted = run->predict(std::vector<double>(static_cast<std::size_t>(table.columns), 0.5), true);
  claim(predicted.shape[0] == 1, "a row has one prediction");
  return 0;
}
