// SPDX-License-Identifier: MIT
#pragma once
// The losses of the catalog and the cases of their fixtures.
#include "fixtures.hpp"
#include "losses/evaluate.hpp"

namespace loss_playground::tests {

inline std::vector<const LossDescriptor*> all_losses() {
  std::vector<const LossDescriptor*> list;
  for (const Entry& entry : entries_of(Losses{})) list.push_back(static_cast<const LossDescriptor*>(entry.descriptor));
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

/// The cases of a loss, as read from its fixture.
inline json cases_of(const LossDescriptor& loss) { return read_fixture("losses", loss.id).at("cases"); }

}  // namespace loss_playground::tests
