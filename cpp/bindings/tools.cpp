// SPDX-License-Identifier: MIT
// Losses, optimizers, schedules and surfaces on their own, without a run.
#include <emscripten/bind.h>

#include "bindings/convert.hpp"
#include "functions/minimize.hpp"
#include "losses/evaluate.hpp"
#include "optimizers/state.hpp"

namespace loss_playground::bindings {

namespace {

template <class T>
val evaluate(const Spec& spec, const std::string& reduction, const val& tensors) {
  const LossDescriptor& descriptor = *find_loss(spec);
  LossTensors<T> given;
  for (std::size_t i = 0; i < max_loss_inputs && descriptor.inputs[i].id; ++i) {
    const val tensor = tensors[descriptor.inputs[i].id];
    if (tensor.isUndefined()) continue;
    given[i] = {true, to_shape(tensor["shape"]), to_numbers<T>(tensor["data"])};
  }
  Error error;
  const LossEvaluation<T> result = evaluate_loss(spec, reduction, given, error);
  if (error) return to_value(error);
  val object = val::object(), gradients = val::object();
  object.set("value", reduction == "none" ? to_value(OwnedTensor{"value", result.value_shape, result.values})
                                          : val(static_cast<double>(result.value)));
  for (std::size_t i = 0; i < max_loss_inputs; ++i)
    if (!result.gradients[i].empty() || (given[i].given && result.differentiable[i]))
      gradients.set(descriptor.inputs[i].id,
                    to_value(OwnedTensor{descriptor.inputs[i].id, given[i].shape, result.gradients[i]}));
  object.set("gradients", gradients);
  object.set("divisor", static_cast<double>(result.divisor));
  return object;
}

val evaluate_any(const val& spec, const std::string& reduction, bool single, const val& tensors) {
  return single ? evaluate<float>(to_spec(spec), reduction, tensors)
                : evaluate<double>(to_spec(spec), reduction, tensors);
}

val rates(const val& spec, int steps, double lr) {
  Error error;
  const std::vector<double> values = learning_rates(to_spec(spec), steps, lr, error);
  return error ? to_value(error) : to_array(values);
}

val heights(const val& request) {
  const auto x = to_numbers<double>(request["x"]), y = to_numbers<double>(request["y"]);
  return to_array(surface_heights(to_spec(request["function"]), {x[0], x[1], y[0], y[1], request["cells"].as<int>()},
                                  request["begin"].as<int>(), request["end"].as<int>()));
}

}  // namespace

EMSCRIPTEN_BINDINGS(tools) {
  emscripten::function("evaluateLoss", &evaluate_any);
  emscripten::function("schedule", &rates);
  emscripten::function("surface", &heights);
}

}  // namespace loss_playground::bindings
