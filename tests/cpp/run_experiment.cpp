// SPDX-License-Identifier: MIT
// Runs one complete experiment natively, to hold its bits against WebAssembly's.
//
// Standard input: {"experiment": …, "file": path of the unpacked data file or null, "steps": n}.
// Standard output: {"parameters": the bytes of all parameters in hexadecimal, "seconds": time of the steps}.
#include <chrono>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "training/run.hpp"

namespace {

using loss_playground::Experiment;
using loss_playground::ParameterValues;
using loss_playground::Spec;
using nlohmann::json;

ParameterValues to_parameters(const json& object) {
  ParameterValues values;
  for (const auto& [name, value] : object.items()) {
    if (value.is_string()) {
      values.emplace_back(name, value.get<std::string>());
    } else if (value.is_boolean()) {
      values.emplace_back(name, value.get<bool>() ? 1.0 : 0.0);
    } else if (value.is_array()) {
      values.emplace_back(name, value.get<std::vector<double>>());
    } else {
      values.emplace_back(name, value.get<double>());
    }
  }
  return values;
}

Spec to_spec(const json& object) { return {object.at("id").get<std::string>(), to_parameters(object.at("params"))}; }

Experiment to_experiment(const json& object) {
  Experiment experiment;
  experiment.task = to_spec(object.at("task"));
  experiment.model = to_spec(object.at("model"));
  experiment.loss = to_spec(object.at("loss"));
  experiment.miner = to_spec(object.at("miner"));
  experiment.optimizer = to_spec(object.at("optimizer"));
  experiment.schedule = to_spec(object.at("schedule"));
  experiment.l1 = object.at("regularization").at("l1").get<double>();
  experiment.l2 = object.at("regularization").at("l2").get<double>();
  if (!object.at("gradient_clip").is_null()) experiment.gradient_clip = object.at("gradient_clip").get<double>();
  experiment.batch_size = object.at("batch_size").get<int>();
  experiment.steps = object.at("steps").get<int>();
  experiment.seed = object.at("seed").get<std::uint64_t>();
  experiment.single_precision = object.at("precision") == "float32";
  if (!object.at("evaluate_every").is_null()) experiment.evaluate_every = object.at("evaluate_every").get<int>();
  return experiment;
}

std::string bytes_of(const std::vector<loss_playground::OwnedTensor>& tensors) {
  std::string text;
  const auto append = [&](const auto& numbers) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(numbers.data());
    for (std::size_t i = 0; i < numbers.size() * sizeof(numbers[0]); ++i) {
      text += "0123456789abcdef"[bytes[i] >> 4];
      text += "0123456789abcdef"[bytes[i] & 15];
    }
  };
  for (const auto& tensor : tensors) std::visit(append, tensor.data);
  return text;
}

}  // namespace

int main() {
  const json request = json::parse(std::cin);
  const Experiment experiment = to_experiment(request.at("experiment"));
  std::vector<std::uint8_t> bytes;
  if (!request.at("file").is_null()) {
    std::ifstream file(request.at("file").get<std::string>(), std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  loss_playground::Error error;
  const auto run = loss_playground::make_run(experiment, {experiment.seed, bytes}, error);
  if (error) {
    std::cerr << error.path << ": " << error.given << "; allowed is " << error.allowed << "\n";
    return 1;
  }
  const auto started = std::chrono::steady_clock::now();
  run->advance(request.at("steps").get<std::int64_t>());
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
  std::cout << json{{"parameters", bytes_of(run->parameters())}, {"seconds", taken.count()}};
}
