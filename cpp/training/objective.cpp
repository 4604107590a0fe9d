// SPDX-License-Identifier: MIT
#include "training/objective.hpp"

#include <algorithm>

namespace loss_playground {

template <class T>
Objective<T>::Objective(const Experiment& experiment, const Examples<T>& examples, Index batch_rows)
    : examples_(examples),
      model_(make_model<T>(experiment.model, examples.columns, examples.outputs)),
      loss_(make_loss<T>(experiment.loss)),
      l1_(static_cast<T>(experiment.l1)),
      l2_(static_cast<T>(experiment.l2)) {
  model_->reserve(batch_rows);
  inputs_.resize(static_cast<std::size_t>(batch_rows * examples.columns));
  targets_.resize(static_cast<std::size_t>(batch_rows * examples.target_columns));
}

template <class T>
void Objective<T>::gather(std::span<const std::int32_t> rows) {
  const bool triplets = examples_.reading == Reading::embedding;
  const auto count = static_cast<Index>(rows.size()), block = count / 3;
  for (Index i = 0; i < count; ++i) {
    const Index row = rows[static_cast<std::size_t>(i)], to = triplets ? (i % 3) * block + i / 3 : i;
    std::copy_n(examples_.train.inputs.data() + row * examples_.columns, examples_.columns,
                inputs_.data() + to * examples_.columns);
    std::copy_n(examples_.train.targets.data() + row * examples_.target_columns, examples_.target_columns,
                targets_.data() + to * examples_.target_columns);
  }
}

template <class T>
LossCall<T> triplet_call(View<const T> stacked) {
  const Index count = stacked.rows / 3;
  LossCall<T> call;
  for (Index k = 0; k < 3; ++k)
    call.inputs[static_cast<std::size_t>(k)] = {stacked.row(k * count), count, stacked.cols};
  return call;
}

template <class T>
ObjectiveValue Objective<T>::operator()(const T* parameters, std::span<const std::int32_t> rows, T* gradient) {
  gather(rows);
  const auto count = static_cast<Index>(rows.size());
  const View<const T> inputs{inputs_.data(), count, examples_.columns};
  const View<const T> outputs = model_->forward(parameters, inputs);
  const View<T> slope = model_->output_gradient();
  LossCall<T> call;
  if (examples_.reading == Reading::embedding) {
    call = triplet_call(outputs);
    for (Index k = 0; k < 3; ++k)
      call.gradients[static_cast<std::size_t>(k)] = {slope.row(k * (count / 3)), count / 3, slope.cols};
  } else {
    call.inputs = {outputs, View<const T>{targets_.data(), count, examples_.target_columns, examples_.target_rank}};
    call.gradients[0] = slope;
  }
  const T divisor = loss_->divisor(call);
  call.scale = mean_of(T(1), divisor);
  const T sum = (*loss_)(call).sum;
  model_->backward(parameters, inputs, gradient);
  return {static_cast<double>(mean_of(sum, divisor)), add_penalty(parameters, gradient)};
}

template <class T>
double Objective<T>::add_penalty(const T* parameters, T* gradient) const {
  if (l1_ == T(0) && l2_ == T(0)) return 0;
  double sizes = 0, squares = 0;
  for (const ParameterBlock& block : model_->blocks()) {
    if (!block.is_weight) continue;
    for (Index i = block.offset; i < block.offset + block.size; ++i) {
      const T w = parameters[i];
      sizes += static_cast<double>(math::abs(w));
      squares += static_cast<double>(w) * static_cast<double>(w);
      gradient[i] += l2_ * w + l1_ * (T(w > T(0)) - T(w < T(0)));
    }
  }
  return static_cast<double>(l1_) * sizes + 0.5 * static_cast<double>(l2_) * squares;
}

template class Objective<float>;
template class Objective<double>;
template LossCall<float> triplet_call(View<const float>);
template LossCall<double> triplet_call(View<const double>);

}  // namespace loss_playground
