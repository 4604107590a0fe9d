// SPDX-License-Identifier: MIT
// The part that each mutant compiles anew: one loss, as MUTANT_TYPE of MUTANT_HEADER, and the evaluation of losses.
#include MUTANT_HEADER
#include "losses/evaluate.cpp"
#include "losses/loss_of.hpp"

namespace loss_playground {

template <class T>
std::unique_ptr<Loss<T>> make_loss(const Spec& spec) {
  return make_listed<T>(TypeList<MUTANT_TYPE>{}, spec);
}

template std::unique_ptr<Loss<float>> make_loss(const Spec&);
template std::unique_ptr<Loss<double>> make_loss(const Spec&);

const LossDescriptor* mutant_descriptor() { return &MUTANT_TYPE::descriptor; }

}  // namespace loss_playground
