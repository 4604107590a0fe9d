// SPDX-License-Identifier: MIT
#pragma once
// An optimizer of a list behind the interface that a run sees.
#include "optimizers/optimizer.hpp"

namespace loss_playground {

/// A few products, a root and a division a number.
inline double work_of_update(const Layout& layout) { return 10 * static_cast<double>(layout.size); }

/// Calls a rule for all numbers at once, or in turn for those that decay and those that are spared.
template <class Rule, class T>
class ElementwiseOptimizer final : public Optimizer<T> {
 public:
  explicit ElementwiseOptimizer(Rule rule) : rule_(std::move(rule)) {}

  double lr() const override { return rule_.lr; }
  bool needs_closure() const override { return false; }
  Index state_size(const Layout& layout) const override { return rule_.slots() * layout.size; }
  Index scalar_count() const override {
    if constexpr (prepares) return Rule::scalar_count;
    return 0;
  }
  Index scratch_size(const Layout&) const override { return 0; }
  double initial() const override { return rule_.initial(); }
  double work(const Layout& layout, double) const override { return work_of_update(layout); }

  void step(const Step<T>& step) const override {
    if (averaging && step.number == 1) adopt(step);
    if constexpr (prepares) rule_.prepare(step.number, step.lr, step.scalars);
    // One call of the rule, so that its loops stand in the program once.
    const auto blocks = step.layout.blocks;
    for (std::size_t first = 0, last = 0; first < blocks.size(); first = last) {
      while (last < blocks.size() && (!tells_apart() || blocks[last].is_weight == blocks[first].is_weight)) ++last;
      rule_(
          part(step, blocks[first].offset, blocks[last - 1].offset + blocks[last - 1].size(), decay_of(blocks[first])));
    }
  }

  bool averages() const override { return averaging; }
  void average(const Step<T>& step, T* to) const override {
    if constexpr (averaging) rule_.average(part(step, 0, step.layout.size, 0), to);
  }
  void adopt(const Step<T>& step) const override {
    if constexpr (averaging) rule_.adopt(part(step, 0, step.layout.size, 0));
  }

 private:
  static constexpr bool prepares = requires { Rule::scalar_count; };
  static constexpr bool averaging = requires(const Rule& rule, const Update<T>& update) { rule.adopt(update); };

  Update<T> part(const Step<T>& step, Index from, Index to, double decay) const {
    Update<T> update{to - from, step.parameters + from, step.gradient + from, {}, step.scalars, step.number, step.lr,
                     decay};
    for (int slot = 0; slot < rule_.slots(); ++slot)
      update.slots[static_cast<std::size_t>(slot)] = step.state + slot * step.layout.size + from;
    return update;
  }

  bool tells_apart() const {
    if constexpr (std::is_base_of_v<WeightDecay, Rule>) return !rule_.decay_biases;
    return false;
  }
  double decay_of(const Block& block) const {
    if constexpr (std::is_base_of_v<WeightDecay, Rule>) return rule_.decay_of(block);
    return 0;
  }

  Rule rule_;
};

/// A rule that sees the whole step, with the optimizer that it builds upon if it names one.
template <class Rule, class T>
class WholeOptimizer final : public Optimizer<T> {
 public:
  explicit WholeOptimizer(Rule rule) : rule_(std::move(rule)) {
    if constexpr (requires { rule_.inner_spec(); }) inner_ = make_optimizer<T>(rule_.inner_spec());
  }

  double lr() const override { return rule_.lr; }
  bool needs_closure() const override { return Rule::needs_closure; }
  Index state_size(const Layout& layout) const override { return rule_.state_size(layout, inner_.get()); }
  /// The rule's own come first.
  Index scalar_count() const override { return rule_.scalar_count() + (inner_ ? inner_->scalar_count() : 0); }
  Index scratch_size(const Layout& layout) const override {
    return rule_.scratch_size(layout) + (inner_ ? inner_->scratch_size(layout) : 0);
  }
  double initial() const override { return 0; }
  /// A rule that does more than update each number says so by a `work` of its own.
  double work(const Layout& layout, double objective) const override {
    double work = inner_ ? inner_->work(layout, objective) : work_of_update(layout);
    if constexpr (requires { rule_.work(layout, objective); }) work += rule_.work(layout, objective);
    return work;
  }
  void step(const Step<T>& step) const override { rule_.step(step, inner_.get()); }

  bool averages() const override { return averaging; }
  void average(const Step<T>& step, T* to) const override {
    if constexpr (averaging) rule_.average(step, to);
  }
  void adopt(const Step<T>& step) const override {
    if constexpr (averaging) rule_.adopt(step);
  }

 private:
  static constexpr bool averaging = requires(const Rule& rule, const Step<T>& step) { rule.adopt(step); };

  Rule rule_;
  std::unique_ptr<Optimizer<T>> inner_;
};

/// The optimizer of a list whose id is asked for, or null.
template <class T, class List>
std::unique_ptr<Optimizer<T>> make_listed_optimizer(List list, const Spec& spec) {
  std::unique_ptr<Optimizer<T>> made;
  with_listed(list, spec, [&]<class Rule>(Rule rule) {
    if constexpr (requires { Rule::needs_closure; }) {
      made = std::make_unique<WholeOptimizer<Rule, T>>(std::move(rule));
    } else {
      made = std::make_unique<ElementwiseOptimizer<Rule, T>>(std::move(rule));
    }
  });
  return made;
}

}  // namespace loss_playground
