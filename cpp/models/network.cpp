// SPDX-License-Identifier: MIT
#include "models/network.hpp"

namespace loss_playground {

template <class T>
Network<T>::Network(NetworkShape shape) : shape_(std::move(shape)) {
  Index offset = 0;
  const auto block = [&](std::string name, std::vector<Index> dimensions, Index size, bool is_weight) {
    blocks_.push_back({std::move(name), std::move(dimensions), offset, size, is_weight});
    offset += size;
    return offset - size;
  };
  const std::size_t count = shape_.widths.size() - 1;
  for (std::size_t k = 0; k < count; ++k) {
    const Index inputs = shape_.widths[k], outputs = shape_.widths[k + 1];
    const std::string name = std::to_string(2 * k);
    const Index weight = block(name + ".weight", {outputs, inputs}, outputs * inputs, true);
    const Index bias = block(name + ".bias", {outputs}, outputs, false);
    const Activation after = k + 1 == count ? shape_.output_activation : shape_.activation;
    layers_.push_back({inputs, outputs, weight, bias, 0, 0, 0, after});
  }
}

template <class T>
void Network<T>::initialize(T* parameters, Random& random) const {
  for (const Layer& layer : layers_) {
    const double bound = 1 / math::sqrt(static_cast<double>(layer.inputs));
    for (Index i = 0; i < layer.outputs * layer.inputs; ++i)
      parameters[layer.weight + i] = static_cast<T>(random.uniform(-bound, bound));
    for (Index i = 0; i < layer.outputs; ++i)
      parameters[layer.bias + i] = static_cast<T>(random.uniform(-bound, bound));
  }
}

template <class T>
void Network<T>::reserve(Index rows) {
  // Each block starts on a multiple of 64 bytes, so that vector code meets the same alignment everywhere.
  constexpr Index unit = 64 / static_cast<Index>(sizeof(T));
  Index offset = 0;
  const auto place = [&](Index size) {
    offset += (size + unit - 1) / unit * unit;
    return offset - (size + unit - 1) / unit * unit;
  };
  for (Layer& layer : layers_) {
    layer.sums = place(rows * layer.outputs);
    layer.values = layer.activation == Activation::linear ? layer.sums : place(rows * layer.outputs);
    layer.gradient = place(rows * layer.outputs);
  }
  arena_.assign(static_cast<std::size_t>(offset), T(0));
}

template <class T>
View<const T> Network<T>::forward(const T* parameters, View<const T> inputs) {
  rows_ = inputs.rows;
  View<const T> x = inputs;
  for (const Layer& layer : layers_) {
    const View<T> sums{arena_.data() + layer.sums, rows_, layer.outputs};
    const View<const T> weight{parameters + layer.weight, layer.outputs, layer.inputs};
    sums.map().noalias() = x.map() * weight.map().transpose();
    const T* bias = parameters + layer.bias;
    for (Index i = 0; i < rows_; ++i)
      for (Index j = 0; j < layer.outputs; ++j) sums(i, j) += bias[j];
    T* values = arena_.data() + layer.values;
    if (layer.activation != Activation::linear) activate(layer.activation, sums.data, values, sums.size());
    x = {values, rows_, layer.outputs};
  }
  return x;
}

template <class T>
View<T> Network<T>::output_gradient() {
  return {arena_.data() + layers_.back().gradient, rows_, layers_.back().outputs};
}

template <class T>
void Network<T>::backward(const T* parameters, View<const T> inputs, T* gradient) {
  for (std::size_t k = layers_.size(); k-- > 0;) {
    const Layer& layer = layers_[k];
    const View<T> slope{arena_.data() + layer.gradient, rows_, layer.outputs};
    apply_slope(layer.activation, arena_.data() + layer.sums, arena_.data() + layer.values, slope.data, slope.size());
    const View<const T> x = k == 0 ? inputs : View<const T>{arena_.data() + layers_[k - 1].values, rows_, layer.inputs};
    const View<T> weight_gradient{gradient + layer.weight, layer.outputs, layer.inputs};
    weight_gradient.map().noalias() = slope.map().transpose() * x.map();
    T* bias_gradient = gradient + layer.bias;
    std::fill_n(bias_gradient, layer.outputs, T(0));
    for (Index i = 0; i < rows_; ++i)
      for (Index j = 0; j < layer.outputs; ++j) bias_gradient[j] += slope(i, j);
    if (k == 0) continue;
    const View<T> below{arena_.data() + layers_[k - 1].gradient, rows_, layer.inputs};
    const View<const T> weight{parameters + layer.weight, layer.outputs, layer.inputs};
    below.map().noalias() = slope.map() * weight.map();
  }
}

template class Network<float>;
template class Network<double>;

}  // namespace loss_playground
