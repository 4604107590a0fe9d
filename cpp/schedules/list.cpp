// SPDX-License-Identifier: MIT
#include "schedules/list.hpp"

namespace loss_playground {

namespace {

template <class Rule>
class ScheduleOf final : public Schedule {
 public:
  explicit ScheduleOf(Rule rule) : rule_(std::move(rule)) {}

  double rate(const Moment& moment, const double* memory) const override {
    if constexpr (observes) {
      return memory ? rule_(moment, memory) : moment.lr;
    } else {
      return rule_(moment);
    }
  }
  int memory() const override {
    if constexpr (observes) return Rule::memory;
    return 0;
  }
  void observe(const Moment& moment, double objective, double* memory) const override {
    if constexpr (observes) rule_.observe(moment, objective, memory);
  }

 private:
  static constexpr bool observes = requires { Rule::memory; };

  Rule rule_;
};

}  // namespace

std::unique_ptr<Schedule> make_schedule(const Spec& spec) {
  std::unique_ptr<Schedule> made;
  with_listed(Schedules{}, spec,
              [&]<class Rule>(Rule rule) { made = std::make_unique<ScheduleOf<Rule>>(std::move(rule)); });
  return made;
}

std::vector<double> learning_rates(const Spec& spec, std::int64_t steps, double lr, Error& error) {
  const auto schedule = make_schedule(spec);
  std::vector<double> rates;
  rates.reserve(static_cast<std::size_t>(steps));
  for (std::int64_t step = 0; step < steps; ++step) {
    rates.push_back(schedule->rate({step, steps, lr}, nullptr));
    if (math::is_finite(rates.back())) continue;
    error = rate_not_finite(step);
    return {};
  }
  return rates;
}

std::vector<Entry> schedule_entries() { return entries_of(Schedules{}); }

}  // namespace loss_playground
