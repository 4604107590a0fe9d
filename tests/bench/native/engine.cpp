// SPDX-License-Identifier: MIT
// Our engine, native, as a peer of the benchmarks: `bench_engine workload.json`.
#include "engine.hpp"
#include "peer.hpp"
#include "read_experiment.hpp"

int main(int, char** arguments) {
  const bench::Workload workload = bench::read_workload(arguments[1]);
  std::vector<std::uint8_t> bytes;
  if (!workload.json.at("file").is_null()) {
    std::ifstream file(workload.json.at("file").get<std::string>(), std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  const auto experiment = loss_playground::to_experiment(workload.json.at("experiment"));
  loss_playground::Error error;
  const auto run = loss_playground::make_run(experiment, {experiment.seed, bytes}, error);
  if (error) {
    std::cerr << error.path << ": " << error.given << "; allowed is " << error.allowed << "\n";
    return 1;
  }
  bench::serve([&](int steps, std::vector<double>* losses) {
    run->reset();
    const auto metrics = run->advance(steps);
    if (losses) {
      const double* column = run->history().column(static_cast<std::size_t>(loss_playground::Metric::batch_loss));
      losses->assign(column, column + steps);
    }
    return metrics[loss_playground::Metric::batch_loss];
  });
}
