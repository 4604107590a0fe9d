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
    const Index at = offset;
    offset += (size + unit - 1) / unit * unit;
    return at;
  };
  const Index stride = panel_stride<T>(rows);
  inputs_ = place(shape_.widths.front() * stride);
  for (Layer& layer : layers_) {
    layer.sums = place(layer.outputs * stride);
    layer.values = keeps_sums(layer.activation) ? place(layer.outputs * stride) : layer.sums;
    layer.gradient = place(layer.outputs * stride);
  }
  outputs_ = single() ? layers_.back().values : place(rows * outputs());
  gradient_ = single() ? layers_.back().gradient : place(rows * outputs());
  arena_.assign(static_cast<std::size_t>(offset), T(0));
}

template <class T>
double Network<T>::numbers_a_row() const {
  auto numbers = static_cast<double>(shape_.widths.front() + (single() ? 0 : 2 * outputs()));
  for (const Layer& layer : layers_)
    numbers += static_cast<double>(layer.outputs) * (keeps_sums(layer.activation) ? 3 : 2);
  return numbers;
}

template <class T>
Panel<T> Network<T>::panel(Index offset, Index features) {
  return {arena_.data() + offset, features, rows_, stride_};
}

template <class T>
Panel<const T> Network<T>::inputs_of(std::size_t layer) {
  return panel(layer == 0 ? inputs_ : layers_[layer - 1].values, layers_[layer].inputs).read_only();
}

template <class T>
View<const T> Network<T>::forward(const T* parameters, View<const T> inputs) {
  rows_ = inputs.rows;
  stride_ = panel_stride<T>(rows_);
  to_panel(inputs, panel(inputs_, inputs.cols));
  for (std::size_t k = 0; k < layers_.size(); ++k) {
    const Layer& layer = layers_[k];
    const Panel<T> sums = panel(layer.sums, layer.outputs);
    weighted_sums(parameters + layer.weight, parameters + layer.bias, inputs_of(k), sums);
    if (layer.activation != Activation::linear)
      activate(layer.activation, sums.data, arena_.data() + layer.values, sums.size());
  }
  const View<T> outputs{arena_.data() + outputs_, rows_, this->outputs()};
  if (!single()) from_panel(panel(layers_.back().values, outputs.cols).read_only(), outputs);
  return outputs.read_only();
}

template <class T>
View<T> Network<T>::output_gradient() {
  return {arena_.data() + gradient_, rows_, outputs()};
}

template <class T>
void Network<T>::backward(const T* parameters, View<const T>, T* gradient) {
  const Panel<T> last = panel(layers_.back().gradient, outputs());
  if (single()) {
    for (Index i = rows_; i < last.stride; ++i) last.data[i] = T(0);
  } else {
    to_panel(output_gradient().read_only(), last);
  }
  for (std::size_t k = layers_.size(); k-- > 0;) {
    const Layer& layer = layers_[k];
    const Panel<T> slope = panel(layer.gradient, layer.outputs);
    apply_slope(layer.activation, arena_.data() + layer.sums, arena_.data() + layer.values, slope.data, slope.size());
    weight_slopes(slope.read_only(), inputs_of(k), gradient + layer.weight, gradient + layer.bias);
    if (k > 0) input_slopes(parameters + layer.weight, slope.read_only(), panel(layers_[k - 1].gradient, layer.inputs));
  }
}

template class Network<float>;
template class Network<double>;

}  // namespace loss_playground
