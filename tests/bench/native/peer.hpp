// SPDX-License-Identifier: MIT
#pragma once
// The line protocol of the peers, and the workload's file. See ../peers/serve.mjs.
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

namespace bench {

struct Batch {
  std::vector<float> input, target;
};

struct Workload {
  nlohmann::json json;
  /// All parameters, one after the other; weights row by row, a row an output.
  std::vector<float> parameters;
  std::vector<Batch> batches;
};

inline Workload read_workload(const char* path) {
  Workload workload;
  std::ifstream(path) >> workload.json;
  for (const auto& tensor : workload.json.at("parameters"))
    for (const auto& number : tensor.at("data")) workload.parameters.push_back(number.get<float>());
  for (const auto& batch : workload.json.at("batches"))
    workload.batches.push_back(
        {batch.at("input").get<std::vector<float>>(), batch.at("target").get<std::vector<float>>()});
  return workload;
}

/// Answers lines until the input ends. `train(steps, losses)` trains from the start and returns the last loss; it fills
/// `losses` where that is not null.
template <class Train>
void serve(Train train) {
  std::cout.precision(9);
  std::cout << "ready" << std::endl;
  std::string first;
  int second = 0;
  while (std::cin >> first >> second) {
    double loss = 0;
    if (first == "losses") {
      std::vector<double> losses;
      train(second, &losses);
      for (const double value : losses) std::cout << value << ' ';
    } else {
      for (int i = 0; i < second; ++i) loss = train(std::stoi(first), nullptr);
      std::cout << loss;
    }
    std::cout << std::endl;
  }
}

/// The loop around a hand-written step: the same weights at the start, the batches in turn.
template <class Network>
void serve_network(const Workload& workload) {
  const auto network = std::make_unique<Network>();
  serve([&](int steps, std::vector<double>* losses) {
    network->start(workload.parameters);
    double loss = 0;
    for (int i = 0; i < steps; ++i) {
      loss = network->step(workload.batches[static_cast<std::size_t>(i) % workload.batches.size()]);
      if (losses) losses->push_back(loss);
    }
    return loss;
  });
}

}  // namespace bench
