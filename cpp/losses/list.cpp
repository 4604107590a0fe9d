// SPDX-License-Identifier: MIT
#include "core/starter.hpp"
#include "losses/loss_of.hpp"

namespace loss_playground {

namespace {

template <class... Rules>
const LossDescriptor* find(TypeList<Rules...>, const std::string& id) {
  const LossDescriptor* found = nullptr;
  ((id == Rules::descriptor.id ? void(found = &Rules::descriptor) : void()), ...);
  return found;
}

}  // namespace

template <class T>
std::unique_ptr<Loss<T>> make_loss(const Spec& spec) {
  auto made = make_fast_loss<T>(spec);
  if constexpr (!is_starter)
    if (!made) made = make_listed<T>(CompactLosses{}, spec);
  return made;
}

template std::unique_ptr<Loss<float>> make_loss(const Spec&);
template std::unique_ptr<Loss<double>> make_loss(const Spec&);

const LossDescriptor* find_loss(const std::string& id) {
  return find(std::conditional_t<is_starter, FastLosses, Losses>{}, id);
}

}  // namespace loss_playground
