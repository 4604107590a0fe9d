// SPDX-License-Identifier: MIT
#include "bindings/convert.hpp"

namespace loss_playground::bindings {

namespace {

ParameterValues to_parameters(const val& object) {
  ParameterValues values;
  const val names = val::global("Object").call<val>("keys", object);
  const auto count = names["length"].as<int>();
  for (int i = 0; i < count; ++i) {
    const auto name = names[i].as<std::string>();
    const val value = object[name];
    const auto type = value.typeOf().as<std::string>();
    if (type == "string") {
      values.emplace_back(name, value.as<std::string>());
    } else if (type == "boolean") {
      values.emplace_back(name, value.as<bool>() ? 1.0 : 0.0);
    } else if (type == "number") {
      values.emplace_back(name, value.as<double>());
    } else {
      values.emplace_back(name, to_numbers<double>(value));
    }
  }
  return values;
}

val shape_value(const std::vector<Index>& shape) {
  val array = val::array();
  for (Index size : shape) array.call<void>("push", static_cast<double>(size));
  return array;
}

}  // namespace

val to_value(const Error& error) {
  val object = val::object(), holder = val::object();
  object.set("path", error.path);
  object.set("given", error.given);
  object.set("allowed", error.allowed);
  holder.set("error", object);
  return holder;
}

val to_value(const OwnedTensor& tensor) {
  val object = val::object();
  object.set("name", tensor.name);
  object.set("shape", shape_value(tensor.shape));
  std::visit([&](const auto& data) { object.set("data", to_array(data)); }, tensor.data);
  return object;
}

val to_value(const std::vector<OwnedTensor>& tensors) {
  val array = val::array();
  for (const OwnedTensor& tensor : tensors) array.call<void>("push", to_value(tensor));
  return array;
}

val to_value(const Metrics& metrics, const History& history) {
  val object = val::object();
  for (std::size_t i = 0; i < history.columns(); ++i) {
    const std::size_t metric = history.metric(i);
    object.set(metric_names[metric], metrics.values()[metric]);
  }
  return object;
}

val to_value(const ParameterValues& values) {
  val object = val::object();
  for (const auto& [name, value] : values) {
    if (const auto* number = std::get_if<double>(&value)) {
      object.set(name, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      object.set(name, *text);
    } else {
      object.set(name, val::global("Array").call<val>("from", to_array(std::get<std::vector<double>>(value))));
    }
  }
  return object;
}

val to_value(const Spec& spec) {
  val object = val::object();
  object.set("id", spec.id);
  object.set("params", to_value(spec.params));
  return object;
}

val to_value(const Experiment& experiment) {
  val object = val::object(), regularization = val::object();
  regularization.set("l1", experiment.l1);
  regularization.set("l2", experiment.l2);
  object.set("version", 1);
  object.set("task", to_value(experiment.task));
  object.set("model", to_value(experiment.model));
  object.set("loss", to_value(experiment.loss));
  object.set("miner", to_value(experiment.miner));
  object.set("optimizer", to_value(experiment.optimizer));
  object.set("schedule", to_value(experiment.schedule));
  object.set("regularization", regularization);
  object.set("gradient_clip", experiment.gradient_clip ? val(*experiment.gradient_clip) : val::null());
  object.set("batch_size", experiment.batch_size);
  object.set("steps", experiment.steps);
  object.set("seed", static_cast<double>(experiment.seed));
  object.set("precision", std::string(experiment.single_precision ? "float32" : "float64"));
  object.set("fine_tuning", val::null());
  object.set("evaluate_every", experiment.evaluate_every ? val(experiment.evaluate_every) : val::null());
  return object;
}

Spec to_spec(const val& spec) { return {spec["id"].as<std::string>(), to_parameters(spec["params"])}; }

Experiment to_experiment(const val& object) {
  Experiment experiment;
  experiment.task = to_spec(object["task"]);
  experiment.model = to_spec(object["model"]);
  experiment.loss = to_spec(object["loss"]);
  experiment.miner = to_spec(object["miner"]);
  experiment.optimizer = to_spec(object["optimizer"]);
  experiment.schedule = to_spec(object["schedule"]);
  experiment.l1 = object["regularization"]["l1"].as<double>();
  experiment.l2 = object["regularization"]["l2"].as<double>();
  if (!object["gradient_clip"].isNull()) experiment.gradient_clip = object["gradient_clip"].as<double>();
  experiment.batch_size = object["batch_size"].as<int>();
  experiment.steps = object["steps"].as<int>();
  experiment.seed = static_cast<std::uint64_t>(object["seed"].as<double>());
  experiment.single_precision = object["precision"].as<std::string>() == "float32";
  if (!object["evaluate_every"].isNull()) experiment.evaluate_every = object["evaluate_every"].as<int>();
  const val tuning = object["fine_tuning"];
  if (tuning.isNull()) return experiment;
  FineTuning plan{to_spec(tuning["source"]), static_cast<std::uint64_t>(tuning["source_seed"].as<double>())};
  const auto frozen = tuning["freeze"]["length"].as<int>();
  for (int i = 0; i < frozen; ++i) plan.freeze.push_back(tuning["freeze"][i].as<std::string>());
  plan.l2_sp = tuning["l2_sp"].as<double>();
  plan.replay = tuning["replay"].as<double>();
  experiment.fine_tuning = std::move(plan);
  return experiment;
}

std::vector<Index> to_shape(const val& shape) {
  std::vector<Index> sizes;
  for (double size : to_numbers<double>(shape)) sizes.push_back(static_cast<Index>(size));
  return sizes;
}

}  // namespace loss_playground::bindings
