// SPDX-License-Identifier: MIT
#pragma once
// A loss of the catalog behind the interface that a run sees.
#include "losses/loss.hpp"

namespace loss_playground {

template <class Rule, class T>
class LossOf final : public Loss<T> {
 public:
  explicit LossOf(Rule rule) : rule_(std::move(rule)) {}
  const LossDescriptor& descriptor() const override { return Rule::descriptor; }
  void check(const LossCall<T>& call, Error& error) const override { rule_.check(call, error); }
  T divisor(const LossCall<T>& call) const override { return rule_.divisor(call); }
  Index scratch_size(const LossCall<T>& call) const override {
    if constexpr (requires { rule_.scratch_size(call); }) return rule_.scratch_size(call);
    return 0;
  }
  bool empty_is_nan() const override {
    if constexpr (requires { rule_.torch_compat; }) return rule_.torch_compat;
    return false;
  }
  double work(const BatchSize& size) const override {
    if constexpr (requires { rule_.work(size); }) return rule_.work(size);
    return 50 * size.rows * size.columns;
  }
  LossSum<T> operator()(const LossCall<T>& call) const override { return rule_(call); }

 private:
  Rule rule_;
};

/// The loss of a list whose id is asked for, or null.
template <class T, class List>
std::unique_ptr<Loss<T>> make_listed(List list, const Spec& spec) {
  std::unique_ptr<Loss<T>> made;
  with_listed(list, spec, [&]<class Rule>(Rule rule) { made = std::make_unique<LossOf<Rule, T>>(std::move(rule)); });
  return made;
}

/// The descriptor of a list whose id is asked for, or null.
template <class... Rules>
const LossDescriptor* find_listed(TypeList<Rules...>, const std::string& id) {
  const LossDescriptor* found = nullptr;
  ((id == Rules::descriptor.id ? void(found = &Rules::descriptor) : void()), ...);
  return found;
}

/// The losses that are compiled for speed.
template <class T>
std::unique_ptr<Loss<T>> make_fast_loss(const Spec& spec);

}  // namespace loss_playground
