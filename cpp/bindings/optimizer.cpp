// SPDX-License-Identifier: MIT
// An optimizer on parameters that JavaScript brings, all in one flat array.
#include <emscripten/bind.h>

#include "bindings/convert.hpp"
#include "bindings/handles.hpp"
#include "optimizers/stepper.hpp"

namespace loss_playground::bindings {

namespace {

Handles<Stepper>& steppers() {
  static Handles<Stepper> handles;
  return handles;
}

val create(const val& request, const val& shapes, const val& initial) {
  std::vector<std::vector<Index>> sizes(shapes["length"].as<std::size_t>());
  for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] = to_shape(shapes[i]);
  Error error;
  auto stepper =
      make_stepper(to_spec(request["optimizer"]), to_spec(request["schedule"]), request["steps"].as<int>(),
                   request["precision"].as<std::string>() == "float32", sizes, to_numbers<double>(initial), error);
  return error ? to_value(error) : val(steppers().add(std::move(stepper)));
}

val step(int handle, const val& gradient, double objective) {
  Error error;
  steppers()[handle].step(to_numbers<double>(gradient), objective, error);
  return error ? to_value(error) : val::undefined();
}
val parameters(int handle) { return to_array(steppers()[handle].parameters()); }
val evaluation_parameters(int handle) { return to_array(steppers()[handle].evaluation_parameters()); }
double rate(int handle) { return steppers()[handle].lr(); }
val snapshot(int handle) { return to_array(steppers()[handle].snapshot()); }
val restore(int handle, const val& bytes) {
  Error error;
  steppers()[handle].restore(to_numbers<std::uint8_t>(bytes), error);
  return error ? to_value(error) : val::undefined();
}
void dispose(int handle) { steppers().release(handle); }
int living() { return steppers().count(); }

}  // namespace

EMSCRIPTEN_BINDINGS(optimizer) {
  emscripten::function("optimizerCreate", &create);
  emscripten::function("optimizerStep", &step);
  emscripten::function("optimizerParameters", &parameters);
  emscripten::function("optimizerEvaluationParameters", &evaluation_parameters);
  emscripten::function("optimizerRate", &rate);
  emscripten::function("optimizerSnapshot", &snapshot);
  emscripten::function("optimizerRestore", &restore);
  emscripten::function("optimizerDispose", &dispose);
  emscripten::function("optimizerCount", &living);
}

}  // namespace loss_playground::bindings
