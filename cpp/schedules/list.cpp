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

std::vector<Entry> schedule_entries() { return entries_of(Schedules{}); }

}  // namespace loss_playground
