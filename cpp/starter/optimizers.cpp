// SPDX-License-Identifier: MIT
// The optimizers of the starter.
#include "optimizers/common_list.hpp"
#include "optimizers/optimizer_of.hpp"

namespace loss_playground {

template <class T>
std::unique_ptr<Optimizer<T>> make_optimizer(const Spec& spec) {
  return make_listed_optimizer<T>(CommonOptimizers{}, spec);
}

template std::unique_ptr<Optimizer<float>> make_optimizer(const Spec&);
template std::unique_ptr<Optimizer<double>> make_optimizer(const Spec&);

}  // namespace loss_playground
