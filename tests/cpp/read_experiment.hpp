// SPDX-License-Identifier: MIT
#pragma once
// A complete experiment from its JSON, for programs that run one natively.
#include <nlohmann/json.hpp>

#include "core/experiment.hpp"

namespace loss_playground {

inline ParameterValues to_parameters(const nlohmann::json& object) {
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

inline Spec to_spec(const nlohmann::json& object) {
  return {object.at("id").get<std::string>(), to_parameters(object.at("params"))};
}

inline Experiment to_experiment(const nlohmann::json& object) {
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

}  // namespace loss_playground
