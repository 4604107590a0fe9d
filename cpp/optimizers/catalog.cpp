// SPDX-License-Identifier: MIT
#include "optimizers/catalog.hpp"

namespace loss_playground {

namespace {

template <class Rule, class T>
class OptimizerOf final : public Optimizer<T> {
 public:
  explicit OptimizerOf(Rule rule) : rule_(std::move(rule)) {}
  int slots() const override { return rule_.slots(); }
  double initial() const override { return rule_.initial(); }
  double lr() const override { return rule_.lr; }
  void operator()(const Update<T>& update) const override { rule_(update); }

 private:
  Rule rule_;
};

}  // namespace

template <class T>
std::unique_ptr<Optimizer<T>> make_optimizer(const Spec& spec) {
  std::unique_ptr<Optimizer<T>> made;
  with_listed(Optimizers{}, spec,
              [&]<class Rule>(Rule rule) { made = std::make_unique<OptimizerOf<Rule, T>>(std::move(rule)); });
  return made;
}

template std::unique_ptr<Optimizer<float>> make_optimizer(const Spec&);
template std::unique_ptr<Optimizer<double>> make_optimizer(const Spec&);

}  // namespace loss_playground
