// SPDX-License-Identifier: MIT
#pragma once
// The losses of the catalog and the cases of their fixtures.
#include "catalogs.hpp"
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

}  // namespace loss_playground::tests
