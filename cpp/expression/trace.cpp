// SPDX-License-Identifier: MIT
#include "expression/trace.hpp"

#include "expression/execute.hpp"
#include "expression/lower.hpp"

namespace loss_playground::expression {

template <class T>
Tracer<T>::Tracer(const Formula& formula) : formula_(formula) {
  Lowered lowered = lower(formula, true);
  std::vector<Id> outputs = lowered.nodes;
  const std::vector<Id> slopes = derivatives(lowered.graph, lowered.loss, lowered.nodes);
  outputs.insert(outputs.end(), slopes.begin(), slopes.end());
  code_ = compile(lowered.graph, outputs);
}

template <class T>
Trace Tracer<T>::trace(const std::vector<std::vector<double>>& inputs) const {
  const auto columns = static_cast<Index>(inputs[0].size());
  std::vector<T> memory(static_cast<std::size_t>(code_.memory(1, columns)));
  const Block<T> block{memory.data(), 1, columns, code_.number_slots};
  for (const LoadedInput& input : code_.inputs) {
    const auto at = static_cast<std::size_t>(input.index);
    T* to = block.data(input.slot);
    if (at >= inputs.size()) {
      *to = static_cast<T>(formula_.parameters[at - inputs.size()].value);
      continue;
    }
    for (Index c = 0; c < (input.slot.row ? columns : 1); ++c)
      to[c] = static_cast<T>(inputs[at][static_cast<std::size_t>(c)]);
  }
  execute(code_, block);

  Trace found;
  const std::size_t count = formula_.parts.size();
  for (std::size_t i = 0; i < code_.outputs.size(); ++i) {
    const Slot slot = code_.outputs[i];
    const T* from = block.data(slot);
    std::vector<double> numbers;
    for (Index c = 0; c < (formula_.parts[i % count].row ? columns : 1); ++c)
      numbers.push_back(static_cast<double>(from[slot.row ? c : 0]));
    (i < count ? found.values : found.slopes).push_back(std::move(numbers));
  }
  found.value = found.values[static_cast<std::size_t>(formula_.result)][0];
  return found;
}

template class Tracer<float>;
template class Tracer<double>;

}  // namespace loss_playground::expression
