// SPDX-License-Identifier: MIT
#include "losses/list.hpp"

#include "losses/expression_loss.hpp"
#include "losses/loss_of.hpp"

namespace loss_playground {

template <class T>
std::unique_ptr<Loss<T>> make_loss(const Spec& spec) {
  auto made = make_fast_loss<T>(spec);
  if (!made) made = make_listed<T>(CompactLosses{}, spec);
  if (!made && is_expression(spec)) made = make_expression_loss<T>(spec);
  return made;
}

template std::unique_ptr<Loss<float>> make_loss(const Spec&);
template std::unique_ptr<Loss<double>> make_loss(const Spec&);

const LossDescriptor* find_loss(const Spec& spec) {
  if (is_expression(spec)) return &describe_expression(expression::read_formula(formula_of(spec)));
  return find_listed(Losses{}, spec.id);
}

void check_parameters(const Spec& spec, const char* path, Error& error) {
  if (is_expression(spec)) check_expression(spec, path, error);
}

std::vector<Entry> loss_entries() { return entries_of(Losses{} + TypeList<ExpressionEntry>{}); }

}  // namespace loss_playground
