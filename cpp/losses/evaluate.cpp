// SPDX-License-Identifier: MIT
#include "losses/evaluate.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "losses/weight_lists.hpp"

namespace loss_playground {

namespace {

Index product(const std::vector<Index>& shape) {
  return std::accumulate(shape.begin(), shape.end(), Index{1}, std::multiplies<>());
}

template <class T>
View<const T> view_of(const LossTensor<T>& tensor) {
  // An empty tensor is still given, so it must not be a null pointer.
  static constexpr T nothing[1] = {};
  const T* data = tensor.data.empty() ? nothing : tensor.data.data();
  const std::size_t rank = tensor.shape.size();
  const Index cols = rank < 2 ? 1 : tensor.shape[rank - 1];
  const Index rows = rank < 2 ? product(tensor.shape) : product({tensor.shape.begin(), tensor.shape.end() - 1});
  return {data, rows, cols, static_cast<int>(rank)};
}

template <class T>
std::string number_text(T number) {
  std::string text = std::to_string(static_cast<double>(number));
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

/// What a number of the same class may be, if this one is not; else null.
const char* allowed_of_kind(const std::string& kind, double number) {
  if (kind == "sign" && number != 1 && number != -1) return "1 or -1";
  if (kind == "probability" && !(number >= 0 && number <= 1)) return "a probability from 0 to 1";
  if (kind == "log_probability" && number > log_slack) return "a log-probability of at most 0";
  if (kind == "non_negative" && number < 0) return "a number of at least 0";
  return nullptr;
}

template <class T>
void check_tensor(const LossInput& input, const LossTensor<T>& tensor, Error& error) {
  const std::string path = input.id;
  if (!tensor.given) {
    if (!input.optional) error = {path, "nothing", std::string("a tensor of shape ") + input.shape};
    return;
  }
  if (product(tensor.shape) != static_cast<Index>(tensor.data.size())) {
    error = {path + ".data", std::to_string(tensor.data.size()) + " numbers",
             std::to_string(product(tensor.shape)) + " numbers for shape " + shape_text(tensor.shape)};
    return;
  }
  for (std::size_t i = 0; i < tensor.data.size() && !error; ++i)
    if (!math::is_finite(tensor.data[i]))
      error = {path + ".data[" + std::to_string(i) + "]", tensor.data[i] == tensor.data[i] ? "Infinity" : "NaN",
               "a finite number"};
  for (std::size_t i = 0; i < tensor.data.size() && !error; ++i) {
    const char* allowed = allowed_of_kind(input.kind, static_cast<double>(tensor.data[i]));
    if (allowed) error = {path + ".data[" + std::to_string(i) + "]", number_text(tensor.data[i]), allowed};
  }
}

/// What views cannot tell, as they fold the dimensions of tensors of rank 3 and more.
template <class T>
void check_folded(const LossDescriptor& descriptor, const LossTensors<T>& tensors, std::size_t i, Error& error) {
  const LossInput& input = descriptor.inputs[i];
  const LossTensor<T>&first = tensors[0], &tensor = tensors[i];
  if (error || !tensor.given || (tensor.shape.size() < 3 && first.shape.size() < 3)) return;
  const bool per_column = input.optional && tensor.shape.size() == 1;
  if (!descriptor.elementwise) {
    error = {std::string(input.id) + ".shape", shape_text(tensor.shape), input.shape};
  } else if (!per_column && tensor.shape != first.shape) {
    error = {std::string(input.id) + ".shape", shape_text(tensor.shape),
             "the shape of " + std::string(descriptor.inputs[0].id) + ", " + shape_text(first.shape)};
  }
}

/// Class numbers, signs and weights have no gradient; probabilities have, unless they are class numbers by their rank.
bool has_gradient(const LossInput& input, int rank, int first_rank) {
  const std::string kind = input.kind;
  if (input.optional || input.constant || kind == "sign") return false;
  return kind != "class_index" || rank == first_rank;
}

/// 0 / 0, as PyTorch gives it.
template <class T>
void give_nan(LossEvaluation<T>& result) {
  constexpr T nan = std::numeric_limits<T>::quiet_NaN();
  result.value = nan;
  for (auto& gradient : result.gradients) std::fill(gradient.begin(), gradient.end(), nan);
}

}  // namespace

template <class T>
LossEvaluation<T> evaluate_loss(const Spec& spec, const std::string& reduction, const LossTensors<T>& tensors,
                                Error& error) {
  LossEvaluation<T> result;
  check_parameters(spec, "params", error);
  if (error) return result;
  const auto loss = make_loss<T>(spec);
  const LossDescriptor& descriptor = loss->descriptor();
  LossCall<T> call;
  for (std::size_t i = 0; i < max_loss_inputs && descriptor.inputs[i].id && !error; ++i) {
    check_tensor(descriptor.inputs[i], tensors[i], error);
    check_folded(descriptor, tensors, i, error);
    if (tensors[i].given) call.inputs[i] = view_of(tensors[i]);
  }
  const Index columns = as_batch(call.inputs[0]).cols;
  if (!error) check_weight_lists(descriptor, spec.params, columns, "params", error);
  const WeightLists<T> lists(descriptor, spec.params, error ? 0 : columns);
  for (std::size_t i = 0; i < max_loss_inputs && !error; ++i)
    if (lists.given(i) && tensors[i].given)
      error = {descriptor.inputs[i].id, "a tensor besides params." + std::string(descriptor.inputs[i].id),
               "the tensor or the parameter"};
  lists.give(call);
  if (!error) loss->check(call, error);
  if (error) return result;

  for (std::size_t i = 0; i < max_loss_inputs && descriptor.inputs[i].id; ++i) {
    const View<const T>& input = call.inputs[i];
    result.differentiable[i] = input.given() && has_gradient(descriptor.inputs[i], input.rank, call.inputs[0].rank);
    if (!result.differentiable[i]) continue;
    result.gradients[i].resize(static_cast<std::size_t>(input.size()));
    call.gradients[i] = {result.gradients[i].data(), input.rows, input.cols, input.rank};
  }
  result.value_shape = tensors[0].shape;
  if (!descriptor.elementwise) result.value_shape.pop_back();
  result.values.resize(static_cast<std::size_t>(product(result.value_shape)));
  call.values = result.values.data();

  result.divisor = loss->divisor(call);
  const auto& shape = tensors[0].shape;
  const bool batch = !shape.empty() && (descriptor.elementwise || shape.size() > 1);
  const T rows = static_cast<T>(batch ? shape[0] : 1);
  const T divisor = reduction == "mean" ? result.divisor : (reduction == "batchmean" ? rows : T(1));
  call.scale = divisor > T(0) ? T(1) / divisor : T(0);
  std::vector<T> scratch(static_cast<std::size_t>(loss->scratch_size(call)));
  call.scratch = scratch.data();
  const T sum = (*loss)(call).sum;
  result.value = divisor > T(0) ? sum / divisor : T(0);
  // Infinity is an answer, as in PyTorch; the difference of two infinities is none.
  const auto is_nan = [](T number) { return number != number; };
  if (is_nan(result.value) || std::any_of(result.values.begin(), result.values.end(), is_nan))
    error = {std::string(descriptor.inputs[0].id) + ".data", "too large: the loss is not a number", "smaller numbers"};
  if (divisor == T(0) && loss->empty_is_nan()) give_nan(result);
  return result;
}

template LossEvaluation<float> evaluate_loss(const Spec&, const std::string&, const LossTensors<float>&, Error&);
template LossEvaluation<double> evaluate_loss(const Spec&, const std::string&, const LossTensors<double>&, Error&);

}  // namespace loss_playground
