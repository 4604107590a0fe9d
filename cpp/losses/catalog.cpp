// SPDX-License-Identifier: MIT
#include "losses/catalog.hpp"

namespace loss_playground {

namespace {

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
  LossSum<T> operator()(const LossCall<T>& call) const override { return rule_(call); }

 private:
  Rule rule_;
};

template <class... Rules>
const LossDescriptor* find(TypeList<Rules...>, const std::string& id) {
  const LossDescriptor* found = nullptr;
  ((id == Rules::descriptor.id ? void(found = &Rules::descriptor) : void()), ...);
  return found;
}

}  // namespace

template <class T>
std::unique_ptr<Loss<T>> make_loss(const Spec& spec) {
  std::unique_ptr<Loss<T>> made;
  with_listed(Losses{}, spec,
              [&]<class Rule>(Rule rule) { made = std::make_unique<LossOf<Rule, T>>(std::move(rule)); });
  return made;
}

template std::unique_ptr<Loss<float>> make_loss(const Spec&);
template std::unique_ptr<Loss<double>> make_loss(const Spec&);

const LossDescriptor* find_loss(const std::string& id) { return find(Losses{}, id); }

}  // namespace loss_playground
