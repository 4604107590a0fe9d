// SPDX-License-Identifier: MIT
#pragma once
// A single linear layer: a weighted sum of the inputs and a bias for each output.
// https://pytorch.org/docs/stable/generated/torch.nn.Linear.html
#include "core/descriptor.hpp"
#include "models/network.hpp"

namespace loss_playground {

struct Linear {
  static constexpr ModelDescriptor descriptor{
      {"linear", "linear model", "A weighted sum of the inputs plus a bias: only straight lines and flat planes.",
       R"(\hat y = W x + b)", "PyTorch: Linear", "https://pytorch.org/docs/stable/generated/torch.nn.Linear.html"},
      Reads::numbers,
      Structure::layers,
      "a linear model"};

  void parameters(ParameterVisitor&) {}

  static const char* refuses(const ModelForm&) { return nullptr; }

  template <class T>
  std::unique_ptr<Model<T>> make(const ModelForm& form) const {
    return std::make_unique<Network<T>>(NetworkShape{{form.inputs, form.outputs}});
  }
};

}  // namespace loss_playground
