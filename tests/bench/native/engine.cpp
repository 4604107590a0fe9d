// SPDX-License-Identifier: MIT
// Our engine, native, as a peer of the benchmarks: `bench_engine workload.json`.
#include "engine.hpp"
#include "peer.hpp"
#include "read_experiment.hpp"

namespace {

/// The table among the parameters of the task `custom`, which is taken out of them.
std::optional<loss_playground::DataTable> take_table(nlohmann::json& parameters) {
  if (!parameters.contains("inputs")) return std::nullopt;
  loss_playground::DataTable table;
  table.columns = parameters.at("inputs").at("shape").at(1).get<loss_playground::Index>();
  parameters.at("inputs").at("data").get_to(table.inputs);
  parameters.at("targets").at("data").get_to(table.targets);
  parameters.erase("inputs");
  parameters.erase("targets");
  return table;
}

}  // namespace

int main(int, char** arguments) {
  const auto workload = bench::read_json(arguments[1]);
  std::vector<std::uint8_t> bytes;
  if (!workload.at("file").is_null()) {
    std::ifstream file(workload.at("file").get<std::string>(), std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  auto complete = workload.at("experiment");
  const auto table = take_table(complete.at("task").at("params"));
  const auto experiment = loss_playground::to_experiment(complete);
  loss_playground::Error error;
  const auto run = loss_playground::make_run(experiment, {experiment.seed, bytes, table ? &*table : nullptr}, error);
  if (error) {
    std::cerr << error.path << ": " << error.given << "; allowed is " << error.allowed << "\n";
    return 1;
  }
  bench::serve([&](int steps, std::vector<double>* losses) {
    run->reset();
    double read = 0;
    for (int taken = 0; taken < steps; taken += bench::read_every)
      read = run->advance(std::min(bench::read_every, steps - taken), false)[loss_playground::Metric::batch_loss];
    if (losses) {
      const double* column = run->history().column(static_cast<std::size_t>(loss_playground::Metric::batch_loss));
      losses->assign(column, column + steps);
    }
    return read;
  });
}
