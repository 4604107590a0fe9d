// SPDX-License-Identifier: MIT
#pragma once
// Every model, once. The order is that of the menus.
#include <memory>

#include "models/linear.hpp"
#include "models/mlp.hpp"

namespace loss_playground {

using Models = TypeList<Mlp, Linear>;

/// A model for so many inputs and outputs, or null if there is no such id.
template <class T>
std::unique_ptr<Model<T>> make_model(const Spec& spec, Index inputs, Index outputs);

}  // namespace loss_playground
