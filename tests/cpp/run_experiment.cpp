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

#include "engine.hpp"
#include "read_experiment.hpp"

namespace {

using loss_playground::Experiment;
using nlohmann::json;

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
  const Experiment experiment = loss_playground::to_experiment(request.at("experiment"));
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
