// SPDX-License-Identifier: MIT
#pragma once
// Extreme parameters that an entry of the catalog allows, for tests that must hold for all of them.
#include "core/random.hpp"
#include "parameter_list.hpp"

namespace loss_playground::tests {

/// Values at the ends of a parameter's range, near them and at its default. Counts go no further than a test can wait
/// for.
inline std::vector<ParameterValue> extremes_of(const ParameterList::Item& item) {
  std::vector<ParameterValue> values;
  if (item.preset.is_boolean()) return {0.0, 1.0};
  if (item.preset.is_array()) return {std::vector<double>{}, std::vector<double>{0, 0, 1}, std::vector<double>(64, 2)};
  for (const std::string& name : item.choices) values.emplace_back(name);
  if (item.preset.is_string()) return values;
  const auto [low, high, above_low, scale] = item.range;
  const double least = item.whole || !above_low ? std::max(low, item.whole ? -2000.0 : -1e300) : low + 1e-300;
  const double most = std::min(high, item.whole ? 2000.0 : 1e300);
  for (const double value : {least, std::min(most, least + (item.whole ? 1 : 1e-12)), item.preset.get<double>(), most})
    values.emplace_back(value);
  if (!item.whole && high > 1) values.emplace_back(1.0);
  return values;
}

/// `check` with the spec of each entry and extreme parameters: each alone, then `rounds` times all together, at random.
template <class Check>
void with_extremes(const Entry& entry, int rounds, Check check) {
  const ParameterList list(entry);
  for (const auto& item : list.items())
    for (const ParameterValue& value : extremes_of(item)) check(Spec{entry.descriptor->id, {{item.id, value}}});
  Random random(7, Stream::check);
  for (int round = 0; round < rounds; ++round) {
    Spec spec{entry.descriptor->id, {}};
    for (const auto& item : list.items()) {
      const auto values = extremes_of(item);
      spec.params.emplace_back(item.id, values[random.below(static_cast<std::uint32_t>(values.size()))]);
    }
    check(spec);
  }
}

/// A spec as a failure shows it.
inline std::string text_of(const Spec& spec) {
  json params = json::object();
  for (const auto& [name, value] : spec.params)
    std::visit([&, &id = name](const auto& plain) { params[id] = plain; }, value);
  return spec.id + " " + params.dump();
}

}  // namespace loss_playground::tests
