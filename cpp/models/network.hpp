// SPDX-License-Identifier: MIT
#pragma once
// Linear layers with an activation between them and one after the last.
//
//   z = x·Wᵀ + b, W (outputs, inputs), b (outputs);  y = activation(z)
//
// Named and shaped like torch.nn.Sequential(Linear, activation, Linear, …): layer k is "2k.weight", "2k.bias".
#include <memory>

#include "models/activation.hpp"
#include "models/model.hpp"
#include "models/products.hpp"

namespace loss_playground {

struct NetworkShape {
  /// Inputs, hidden layers, outputs.
  std::vector<Index> widths;
  Activation activation = Activation::linear;
  Activation output_activation = Activation::linear;
};

template <class T>
class Network final : public Model<T> {
 public:
  explicit Network(NetworkShape shape);

  const std::vector<ParameterBlock>& blocks() const override { return blocks_; }
  Index outputs() const override { return shape_.widths.back(); }
  /// Uniform in ±1/√inputs, weights and biases, as torch.nn.Linear.
  void initialize(T* parameters, Random& random) const override;
  void reserve(Index rows) override;
  double numbers_a_row() const override;
  View<const T> forward(const T* parameters, View<const T> inputs) override;
  View<T> output_gradient() override;
  void backward(const T* parameters, View<const T> inputs, T* gradient) override;
  /// After backward(): the gradient of the first layer's sums, for a model in front that wants that of the inputs.
  Panel<const T> first_slope() { return panel(layers_.front().gradient, layers_.front().outputs).read_only(); }

 private:
  struct Layer {
    Index inputs, outputs;
    /// Offsets into the parameters.
    Index weight, bias;
    /// Offsets into the arena: sums before the activation, outputs after it, gradient of the sums.
    Index sums, values, gradient;
    Activation activation;
  };

  Panel<T> panel(Index offset, Index features);
  Panel<const T> inputs_of(std::size_t layer);
  /// Whether a panel of the last layer is a matrix of rows as it is: one output an example.
  bool single() const { return shape_.widths.back() == 1; }

  NetworkShape shape_;
  std::vector<Layer> layers_;
  std::vector<ParameterBlock> blocks_;
  /// All panels of a batch, laid out once.
  std::vector<T, Eigen::aligned_allocator<T>> arena_;
  /// Offsets into the arena: inputs as a panel, outputs and their gradient as rows.
  Index inputs_ = 0, outputs_ = 0, gradient_ = 0;
  /// Of the present batch: its examples, and numbers from one feature to the next.
  Index rows_ = 0, stride_ = 0;
};

}  // namespace loss_playground
