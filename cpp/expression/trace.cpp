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
  // One vector a column, all of whose lanes are the example: the instructions of training, and the same bits.
  Aligned<Lanes<T>> memory(static_cast<std::size_t>(code_.memory(1, columns)));
  const auto constants = constants_of<Lanes<T>>(code_);
  const Block<Lanes<T>> block{memory.data(), constants.data(), 1, columns, code_.number_slots};
  for (const LoadedInput& input : code_.inputs) {
    const auto at = static_cast<std::size_t>(input.index);
    Lanes<T>* to = block.data(input.slot);
    if (at >= inputs.size()) {
      *to = splat(static_cast<T>(formula_.parameters[at - inputs.size()].value));
      continue;
    }
    for (Index c = 0; c < (input.slot.storage == Storage::row ? columns : 1); ++c)
      to[c] = splat(static_cast<T>(inputs[at][static_cast<std::size_t>(c)]));
  }
  Aligned<Bound<Lanes<T>>> bound;
  bind(code_, block, bound);
  execute(bound, block.width);

  Trace found;
  const std::size_t count = formula_.parts.size();
  for (std::size_t i = 0; i < code_.outputs.size(); ++i) {
    const Slot slot = code_.outputs[i];
    const Lanes<T>* from = block.read(slot);
    std::vector<double> numbers;
    for (Index c = 0; c < (formula_.parts[i % count].row ? columns : 1); ++c)
      // Not −0, which nobody calculates with.
      numbers.push_back(static_cast<double>(from[c * block.step(slot)][0]) + 0.0);
    (i < count ? found.values : found.slopes).push_back(std::move(numbers));
  }
  found.value = found.values[static_cast<std::size_t>(formula_.result)][0];
  return found;
}

template class Tracer<float>;
template class Tracer<double>;

}  // namespace loss_playground::expression
