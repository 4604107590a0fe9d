// SPDX-License-Identifier: MIT
#pragma once
// JavaScript values to C++ and back. Arrays cross as copies in one call each; no view into WebAssembly memory is kept.
#include <emscripten/val.h>

#include "core/error.hpp"
#include "core/experiment.hpp"
#include "core/tensor.hpp"
#include "training/run.hpp"

namespace loss_playground::bindings {

using emscripten::val;

template <class T>
struct ArrayName;
template <>
struct ArrayName<float> {
  static constexpr const char* value = "Float32Array";
};
template <>
struct ArrayName<double> {
  static constexpr const char* value = "Float64Array";
};
template <>
struct ArrayName<std::int32_t> {
  static constexpr const char* value = "Int32Array";
};
template <>
struct ArrayName<std::uint8_t> {
  static constexpr const char* value = "Uint8Array";
};

/// A typed array that JavaScript owns.
template <class T>
val to_array(const T* data, std::size_t count) {
  return val::global(ArrayName<T>::value).new_(emscripten::typed_memory_view(count, data));
}
template <class T>
val to_array(const std::vector<T>& numbers) {
  return to_array(numbers.data(), numbers.size());
}

/// The numbers of an array or typed array of any kind.
template <class T>
std::vector<T> to_numbers(const val& array) {
  std::vector<T> numbers(array["length"].as<std::size_t>());
  val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<void>("set", array);
  return numbers;
}

val to_value(const Error& error);
val to_value(const OwnedTensor& tensor);
val to_value(const std::vector<OwnedTensor>& tensors);
/// Those that the history has.
val to_value(const Metrics& metrics, const History& history);
val to_value(const ParameterValues& values);
val to_value(const Spec& spec);
val to_value(const Experiment& experiment);

Spec to_spec(const val& spec);
Experiment to_experiment(const val& experiment);
std::vector<Index> to_shape(const val& shape);

}  // namespace loss_playground::bindings
