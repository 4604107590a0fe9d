// SPDX-License-Identifier: MIT
#include "losses/fast_list.hpp"
#include "losses/loss_of.hpp"

namespace loss_playground {

template <class T>
std::unique_ptr<Loss<T>> make_fast_loss(const Spec& spec) {
  return make_listed<T>(FastLosses{}, spec);
}

template std::unique_ptr<Loss<float>> make_fast_loss(const Spec&);
template std::unique_ptr<Loss<double>> make_fast_loss(const Spec&);

}  // namespace loss_playground
