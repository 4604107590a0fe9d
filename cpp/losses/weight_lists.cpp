// SPDX-License-Identifier: MIT
#include "losses/weight_lists.hpp"

#include <algorithm>

namespace loss_playground {

namespace {

/// The list of weights for an input, or null.
const std::vector<double>* list_for(const LossInput& input, const ParameterValues& params) {
  if (!input.id || !input.optional) return nullptr;
  for (const auto& [name, value] : params)
    if (const auto* list = std::get_if<std::vector<double>>(&value); list && name == input.id && !list->empty())
      return list;
  return nullptr;
}

std::string numbers_text(Index count) { return std::to_string(count) + (count == 1 ? " number" : " numbers"); }

}  // namespace

void weight_list(ParameterVisitor& visitor, const char* id, const char* doc) {
  std::vector<double> none;
  visitor.numbers(id, none, {0, unbounded}, doc);
}

void check_weight_lists(const LossDescriptor& loss, const ParameterValues& params, Index columns, const std::string& at,
                        Error& error) {
  for (const LossInput& input : loss.inputs) {
    const auto* list = list_for(input, params);
    if (error || !list) continue;
    const auto size = static_cast<Index>(list->size());
    const std::string each = loss.elementwise ? ", one per output, or 1 for all" : ", one per class";
    if (size != columns && !(size == 1 && loss.elementwise)) {
      error = {at + "." + input.id, numbers_text(size), numbers_text(columns) + (columns == 1 ? "" : each)};
    } else if (!loss.elementwise && std::count(list->begin(), list->end(), 0.0) == size) {
      error = {at + "." + input.id, "weights that are all 0", "at least one weight above 0"};
    }
  }
}

std::vector<double> weights_for(const LossInput& input, const ParameterValues& params, Index columns) {
  const auto* list = list_for(input, params);
  if (!list) return {};
  return list->size() == 1 ? std::vector<double>(static_cast<std::size_t>(columns), list->front()) : *list;
}

template <class T>
WeightLists<T>::WeightLists(const LossDescriptor& loss, const ParameterValues& params, Index columns) {
  for (std::size_t k = 0; k < max_loss_inputs; ++k) {
    const auto list = weights_for(loss.inputs[k], params, columns);
    numbers_[k].assign(list.begin(), list.end());
  }
}

template <class T>
bool WeightLists<T>::given() const {
  return std::any_of(numbers_.begin(), numbers_.end(), [](const auto& list) { return !list.empty(); });
}

template <class T>
void WeightLists<T>::give(LossCall<T>& call) const {
  for (std::size_t k = 0; k < max_loss_inputs; ++k)
    if (given(k)) call.inputs[k] = {numbers_[k].data(), static_cast<Index>(numbers_[k].size()), 1, 1};
}

template class WeightLists<float>;
template class WeightLists<double>;

}  // namespace loss_playground
