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

namespace {

template <class... Types>
std::vector<OptimizerEntry> entries_with_step_size(TypeList<Types...>) {
  return {{entry_of<Types>(), step_size_of<Types>()}...};
}

}  // namespace

std::vector<OptimizerEntry> optimizer_entries() { return entries_with_step_size(Optimizers{}); }

}  // namespace loss_playground
