// SPDX-License-Identifier: MIT
#pragma once
// A multilayer perceptron: linear layers with an activation between them.
// Rumelhart, Hinton, Williams: Learning representations by back-propagating errors (1986),
// https://doi.org/10.1038/323533a0
#include "core/descriptor.hpp"
#include "models/network.hpp"

namespace loss_playground {

struct Mlp {
  static constexpr ModelDescriptor descriptor{{"mlp", "network",
                                               "Multilayer perceptron: linear layers with an activation function "
                                               "between them. With enough hidden units it can fit any curve.",
                                               R"(\hat y = W_2\, \phi(W_1 x + b_1) + b_2)",
                                               "Rumelhart, Hinton, Williams 1986", "https://doi.org/10.1038/323533a0"},
                                              Reads::numbers,
                                              Structure::layers,
                                              "a network"};

  std::vector<int> hidden = {4, 2};
  Activation activation = Activation::tanh;
  Activation output_activation = Activation::linear;

  void parameters(ParameterVisitor& visitor) {
    visitor.integers("hidden", hidden, {1, 2048}, "Units of each hidden layer, from input to output.");
    visitor.choice("activation", activation, activation_names, "Activation after each hidden layer.");
    visitor.choice("output_activation", output_activation, activation_names, "Activation after the last layer.");
  }

  static const char* refuses(const ModelForm&) { return nullptr; }

  template <class T>
  std::unique_ptr<Model<T>> make(const ModelForm& form) const {
    NetworkShape shape{{form.inputs}, activation, output_activation};
    shape.widths.insert(shape.widths.end(), hidden.begin(), hidden.end());
    shape.widths.push_back(form.outputs);
    return std::make_unique<Network<T>>(std::move(shape));
  }
};

}  // namespace loss_playground
