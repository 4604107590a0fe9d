// SPDX-License-Identifier: MIT
#include "optimizers/list.hpp"

#include "optimizers/optimizer_of.hpp"

namespace loss_playground {

template <class T>
std::unique_ptr<Optimizer<T>> make_optimizer(const Spec& spec) {
  return make_listed_optimizer<T>(Optimizers{}, spec);
}

template std::unique_ptr<Optimizer<float>> make_optimizer(const Spec&);
template std::unique_ptr<Optimizer<double>> make_optimizer(const Spec&);

std::vector<Entry> optimizer_entries() { return entries_of(Optimizers{}); }

}  // namespace loss_playground
