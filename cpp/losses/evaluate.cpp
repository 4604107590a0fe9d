// SPDX-License-Identifier: MIT
#include "losses/evaluate.hpp"

#include <functional>
#include <numeric>

namespace loss_playground {

namespace {

Index product(const std::vector<Index>& shape, std::size_t from) {
  return std::accumulate(shape.begin() + static_cast<std::ptrdiff_t>(std::min(from, shape.size())), shape.end(), Index{1},
                         std::multiplies<>());
}

template <class T>
View<const T> view_of(const LossTensor<T>& tensor) {
  // An empty tensor is still given, so it must not be a null pointer.
  static constexpr T nothing[1] = {};
  const T* data = tensor.data.empty() ? nothing : tensor.data.data();
  const Index rows = tensor.shape.empty() ? 1 : tensor.shape[0];
  return {data, rows, product(tensor.shape, 1), static_cast<int>(tensor.shape.size())};
}

template <class T>
void check_tensor(const LossInput& input, const LossTensor<T>& tensor, Error& error) {
  const std::string path = input.id;
  if (!tensor.given) {
    if (!input.optional) error = {path, "nothing", std::string("a tensor of shape ") + input.shape};
    return;
  }
  if (product(tensor.shape, 0) != static_cast<Index>(tensor.data.size())) {
    error = {path + ".data", std::to_string(tensor.data.size()) + " numbers",
             std::to_string(product(tensor.shape, 0)) + " numbers for shape " + shape_text(tensor.shape)};
    return;
  }
  for (std::size_t i = 0; i < tensor.data.size() && !error; ++i)
    if (!math::is_finite(tensor.data[i]))
      error = {path + ".data[" + std::to_string(i) + "]", tensor.data[i] == tensor.data[i] ? "Infinity" : "NaN",
               "a finite number"};
}

/// Class numbers and weights have no gradient; probabilities have, unless they are class numbers by their rank.
bool has_gradient(const LossInput& input, int rank, int first_rank) {
  if (input.optional) return false;
  return std::string(input.kind) != "class_index" || rank == first_rank;
}

}  // namespace

template <class T>
LossEvaluation<T> evaluate_loss(const Spec& spec, const std::string& reduction, const LossTensors<T>& tensors,
                                Error& error) {
  const auto loss = make_loss<T>(spec);
  const LossDescriptor& descriptor = loss->descriptor();
  LossEvaluation<T> result;
  LossCall<T> call;
  for (std::size_t i = 0; i < max_loss_inputs && descriptor.inputs[i].id && !error; ++i) {
    check_tensor(descriptor.inputs[i], tensors[i], error);
    if (tensors[i].given) call.inputs[i] = view_of(tensors[i]);
  }
  if (!error) loss->check(call, error);
  if (error) return result;

  for (std::size_t i = 0; i < max_loss_inputs && descriptor.inputs[i].id; ++i) {
    const View<const T>& input = call.inputs[i];
    result.differentiable[i] = input.given() && has_gradient(descriptor.inputs[i], input.rank, call.inputs[0].rank);
    if (!result.differentiable[i]) continue;
    result.gradients[i].assign(static_cast<std::size_t>(input.size()), T(0));
    call.gradients[i] = {result.gradients[i].data(), input.rows, input.cols, input.rank};
  }
  result.value_shape = tensors[0].shape;
  if (!descriptor.elementwise) result.value_shape.pop_back();
  result.values.resize(static_cast<std::size_t>(product(result.value_shape, 0)));
  call.values = result.values.data();

  result.divisor = loss->divisor(call);
  const View<const T>& first = call.inputs[0];
  const T rows = static_cast<T>(descriptor.elementwise ? first.rows : as_batch(first).rows);
  const T divisor = reduction == "mean" ? result.divisor : (reduction == "batchmean" ? rows : T(1));
  call.scale = divisor > T(0) ? T(1) / divisor : T(0);
  const T sum = (*loss)(call).sum;
  result.value = divisor > T(0) ? sum / divisor : T(0);
  return result;
}

template LossEvaluation<float> evaluate_loss(const Spec&, const std::string&, const LossTensors<float>&, Error&);
template LossEvaluation<double> evaluate_loss(const Spec&, const std::string&, const LossTensors<double>&, Error&);

}  // namespace loss_playground
