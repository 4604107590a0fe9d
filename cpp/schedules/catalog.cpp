// SPDX-License-Identifier: MIT
#include "schedules/catalog.hpp"

namespace loss_playground {

namespace {

template <class Rule>
class ScheduleOf final : public Schedule {
 public:
  explicit ScheduleOf(Rule rule) : rule_(std::move(rule)) {}
  double rate(std::int64_t step, std::int64_t planned, double lr) const override { return rule_({step, planned, lr}); }

 private:
  Rule rule_;
};

}  // namespace

std::unique_ptr<Schedule> make_schedule(const Spec& spec) {
  std::unique_ptr<Schedule> made;
  with_listed(Schedules{}, spec,
              [&]<class Rule>(Rule rule) { made = std::make_unique<ScheduleOf<Rule>>(std::move(rule)); });
  return made;
}

}  // namespace loss_playground
