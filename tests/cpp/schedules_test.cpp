// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "parameter_list.hpp"
#include "schedules/schedule.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {

TEST_CASE("schedules: 500 rates agree with the closed formulas") {
  for (const Entry& entry : schedule_entries()) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    const json fixture = read_fixture("schedules", id);
    REQUIRE(!fixture.is_null());
    for (const json& one : fixture.at("cases")) {
      const std::string name = one.at("name");
      CAPTURE(name);
      const auto schedule = make_schedule(Spec{id, to_parameters(one.at("params"))});
      const auto wanted = one.at("rates").get<std::vector<double>>();
      const double largest = *std::max_element(wanted.begin(), wanted.end());
      std::vector<double> memory(static_cast<std::size_t>(schedule->memory()));
      CHECK(memory.empty() != one.contains("objectives"));
      for (std::size_t step = 0; step < wanted.size(); ++step) {
        CAPTURE(step);
        const Moment moment{static_cast<std::int64_t>(step), one.at("steps"), one.at("lr")};
        const double rate = schedule->rate(moment, memory.data());
        CAPTURE(rate - wanted[step]);
        CHECK(near(rate, wanted[step], 0, schedule_tolerance * largest));
        if (!memory.empty()) schedule->observe(moment, one.at("objectives")[step], memory.data());
      }
    }
  }
}

TEST_CASE("schedules: every parameter is documented, and set away from its default in some fixture") {
  check_parameters("schedules", schedule_entries());
}

TEST_CASE("reduce_lr_on_plateau: without an objective, one that follows it keeps the rate") {
  const auto schedule = make_schedule(Spec{"reduce_lr_on_plateau", {}});
  for (std::int64_t step = 0; step < 1000; ++step) CHECK(schedule->rate({step, 1000, 0.3}, nullptr) == 0.3);
}

TEST_CASE("schedules: far beyond the planned end every rate is a number from 0") {
  for (const Entry& entry : schedule_entries())
    for (std::int64_t step : {std::int64_t{0}, std::int64_t{999}, std::int64_t{1'000'000'000}}) {
      CAPTURE(entry.descriptor->id);
      const double rate = make_schedule(Spec{entry.descriptor->id, {}})->rate({step, 1000, 0.1}, nullptr);
      CHECK(rate >= 0);
      CHECK(rate <= 0.1 + 1e-15);
    }
}

TEST_CASE("schedules: an unknown id gives nothing") { CHECK(make_schedule(Spec{"no_such", {}}) == nullptr); }

}  // namespace loss_playground::tests
