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

int create(const val& request, const val& initial) {
  return steppers().add(make_stepper(to_spec(request["optimizer"]), to_spec(request["schedule"]),
                                     request["steps"].as<int>(), request["precision"].as<std::string>() == "float32",
                                     to_numbers<double>(initial)));
}

void step(int handle, const val& gradient) { steppers()[handle].step(to_numbers<double>(gradient)); }
val parameters(int handle) { return to_array(steppers()[handle].parameters()); }
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
  emscripten::function("optimizerRate", &rate);
  emscripten::function("optimizerSnapshot", &snapshot);
  emscripten::function("optimizerRestore", &restore);
  emscripten::function("optimizerDispose", &dispose);
  emscripten::function("optimizerCount", &living);
}

}  // namespace loss_playground::bindings
