// SPDX-License-Identifier: MIT
#include "losses/list.hpp"

#include "losses/loss_of.hpp"

namespace loss_playground {

template <class T>
std::unique_ptr<Loss<T>> make_loss(const Spec& spec) {
  auto made = make_fast_loss<T>(spec);
  if (!made) made = make_listed<T>(CompactLosses{}, spec);
  return made;
}

template std::unique_ptr<Loss<float>> make_loss(const Spec&);
template std::unique_ptr<Loss<double>> make_loss(const Spec&);

const LossDescriptor* find_loss(const std::string& id) { return find_listed(Losses{}, id); }

std::vector<Entry> loss_entries() { return entries_of(Losses{}); }

}  // namespace loss_playground
