// SPDX-License-Identifier: MIT
#pragma once
// The line protocol of the peers, and the workload's file. See ../peers/serve.mjs.
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

namespace bench {

/// The loss is read so often.
constexpr int read_every = 50;

inline nlohmann::json read_json(const char* path) {
  nlohmann::json json;
  std::ifstream(path) >> json;
  return json;
}

/// What a hand-written network learns from, and where it begins.
struct Workload {
  /// All parameters, one after the other; weights row by row, a row an output.
  std::vector<float> parameters;
  /// Rows of the training set, one after the other.
  std::vector<float> input, target;
  /// The rows of each of the first steps, in the order that our run shuffles them into.
  std::vector<std::vector<int>> batches;
  float lr;
};

inline Workload read_workload(const char* path) {
  const auto json = read_json(path);
  Workload workload;
  for (const auto& tensor : json.at("parameters"))
    for (const auto& number : tensor.at("data")) workload.parameters.push_back(number.get<float>());
  json.at("input").at("data").get_to(workload.input);
  json.at("target").at("data").get_to(workload.target);
  json.at("batches").get_to(workload.batches);
  json.at("experiment").at("optimizer").at("params").at("lr").get_to(workload.lr);
  return workload;
}

/// Answers lines until the input ends. `train(steps, losses)` trains from the start and returns the loss that it read
/// last; it fills `losses` where that is not null.
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

/// The loop around a hand-written step: the same weights at the start, the rows of each batch in turn. A step keeps its
/// loss in the network, so that it is computed whether or not it is read.
template <class Network>
int serve_network(const char* path) {
  const Workload workload = read_workload(path);
  const auto network = std::make_unique<Network>();
  serve([&](int steps, std::vector<double>* losses) {
    network->start(workload);
    double read = 0;
    std::size_t batch = 0;
    for (int i = 1; i <= steps; ++i) {
      network->loss = network->step(workload, workload.batches[batch].data());
      if (++batch == workload.batches.size()) batch = 0;
      if (losses) losses->push_back(network->loss);
      if (i % read_every == 0) read = network->loss;
    }
    return read;
  });
  return 0;
}

}  // namespace bench
