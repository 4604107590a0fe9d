// SPDX-License-Identifier: MIT
#pragma once
// The losses of the catalog and the cases of their fixtures.
#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "fixtures.hpp"
#include "losses/evaluate.hpp"

namespace loss_playground::tests {

inline std::vector<const LossDescriptor*> all_losses() {
  std::vector<const LossDescriptor*> list;
  for (const Entry& entry : loss_entries()) list.push_back(static_cast<const LossDescriptor*>(entry.descriptor));
  return list;
}

template <class T>
LossTensor<T> to_tensor(const json& object) {
  return {true, object.at("shape").get<std::vector<Index>>(), object.at("data").get<std::vector<T>>()};
}

template <class T>
LossTensors<T> to_tensors(const LossDescriptor& descriptor, const json& inputs) {
  LossTensors<T> tensors;
  for (std::size_t i = 0; i < max_loss_inputs && descriptor.inputs[i].id; ++i)
    if (inputs.contains(descriptor.inputs[i].id)) tensors[i] = to_tensor<T>(inputs.at(descriptor.inputs[i].id));
  return tensors;
}

inline double largest_input(const LossTensors<double>& tensors) {
  double largest = 0;
  for (const auto& tensor : tensors)
    for (double number : tensor.data) largest = std::max(largest, std::abs(number));
  return largest;
}

/// Tensors of any kind of number, and views of them as a call that a loss takes.
template <class T>
struct TensorCall {
  std::array<std::vector<T>, max_loss_inputs> numbers;
  std::vector<T> scratch, values;
  LossCall<T> call;

  explicit TensorCall(const LossTensors<double>& tensors) : scratch(4096) {
    for (std::size_t k = 0; k < max_loss_inputs; ++k) {
      if (!tensors[k].given) continue;
      numbers[k].assign(tensors[k].data.begin(), tensors[k].data.end());
      const auto& shape = tensors[k].shape;
      const Index cols = shape.size() < 2 ? 1 : shape.back(), size = static_cast<Index>(numbers[k].size());
      call.inputs[k] = {numbers[k].data(), size / cols, cols, static_cast<int>(shape.size())};
    }
    values.resize(numbers[0].size());
    call.values = values.data();
    call.scratch = scratch.data();
  }
};

/// The cases of a loss, as read from its fixture.
inline json cases_of(const LossDescriptor& loss) { return read_fixture("losses", loss.id).at("cases"); }

inline bool is_real(const LossInput& input) { return std::string(input.kind) == "real"; }

/// Whether a number of this kind may be any of a range, and so be moved a little.
inline bool is_continuous(const LossInput& input) {
  const std::string kind = input.kind;
  return kind != "sign" && kind != "class_index";
}

/// How far each value and slope moves, in double precision, when all numbers move by up to a rounding of float: no
/// float answer can be expected to be nearer. At a kink and where numbers cancel that is far.
inline LossEvaluation<double> motion_of(const LossDescriptor& loss, const ParameterValues& params,
                                        const LossTensors<double>& tensors) {
  const Spec spec{loss.id, params};
  Error error;
  const auto base = evaluate_loss(spec, "none", tensors, error);
  auto motion = base;
  const auto clear = [](std::vector<double>& numbers) { std::fill(numbers.begin(), numbers.end(), 0.0); };
  const auto widen = [](std::vector<double>& most, const std::vector<double>& from, const std::vector<double>& to) {
    for (std::size_t i = 0; i < most.size(); ++i) most[i] = std::max(most[i], std::abs(to[i] - from[i]));
  };
  clear(motion.values);
  for (auto& gradient : motion.gradients) clear(gradient);
  Random random(17, Stream::check);
  for (int turn = 0; turn < 8; ++turn) {
    auto moved = tensors;
    for (std::size_t k = 0; k < max_loss_inputs && loss.inputs[k].id; ++k)
      for (double& number : moved[k].data)
        // Probabilities only to below, where they stay such.
        if (is_continuous(loss.inputs[k])) number *= 1 - 0x1p-23 * random.uniform(is_real(loss.inputs[k]) ? -1 : 0, 1);
    const auto found = evaluate_loss(spec, "none", moved, error);
    if (error) break;
    widen(motion.values, base.values, found.values);
    for (std::size_t k = 0; k < max_loss_inputs; ++k) widen(motion.gradients[k], base.gradients[k], found.gradients[k]);
  }
  return motion;
}

}  // namespace loss_playground::tests
