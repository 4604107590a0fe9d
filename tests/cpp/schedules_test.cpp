// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "fixtures.hpp"
#include "schedules/catalog.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {

TEST_CASE("schedules: 500 rates agree with the closed formulas") {
  for (const Entry& entry : entries_of(Schedules{})) {
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
      for (std::size_t step = 0; step < wanted.size(); ++step) {
        CAPTURE(step);
        const double rate = schedule->rate({static_cast<std::int64_t>(step), one.at("steps"), one.at("lr")}, nullptr);
        CAPTURE(rate - wanted[step]);
        CHECK(near(rate, wanted[step], 0, schedule_tolerance * largest));
      }
    }
  }
}

TEST_CASE("schedules: an unknown id gives nothing") { CHECK(make_schedule(Spec{"no_such", {}}) == nullptr); }

}  // namespace loss_playground::tests
