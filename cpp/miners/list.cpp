// SPDX-License-Identifier: MIT
#include "miners/list.hpp"

namespace loss_playground {

namespace {

template <class Rule, class T>
class MinerOf final : public Miner<T> {
 public:
  explicit MinerOf(Rule rule) : rule_(rule) {}
  std::int64_t most_triplets(std::int64_t rows) const override { return Rule::most_triplets(rows); }
  double comparisons(double rows, double alike) const override { return Rule::comparisons(rows, alike); }
  void operator()(const MinerCall<T>& call, Triplets& triplets) const override { rule_(call, triplets); }

 private:
  Rule rule_;
};

}  // namespace

template <class T>
std::unique_ptr<Miner<T>> make_miner(const Spec& spec) {
  std::unique_ptr<Miner<T>> made;
  with_listed(Miners{}, spec, [&]<class Rule>(Rule rule) {
    if constexpr (requires { Rule::most_triplets(1); }) made = std::make_unique<MinerOf<Rule, T>>(rule);
  });
  return made;
}

template std::unique_ptr<Miner<float>> make_miner(const Spec&);
template std::unique_ptr<Miner<double>> make_miner(const Spec&);

std::vector<Entry> miner_entries() { return entries_of(Miners{}); }

}  // namespace loss_playground
