// SPDX-License-Identifier: MIT
#include "models/catalog.hpp"

namespace loss_playground {

template <class T>
std::unique_ptr<Model<T>> make_model(const Spec& spec, Index inputs, Index outputs) {
  std::unique_ptr<Model<T>> made;
  with_listed(Models{}, spec,
              [&](const auto& kind) { made = std::make_unique<Network<T>>(kind.shape(inputs, outputs)); });
  return made;
}

template std::unique_ptr<Model<float>> make_model(const Spec&, Index, Index);
template std::unique_ptr<Model<double>> make_model(const Spec&, Index, Index);

}  // namespace loss_playground
