// SPDX-License-Identifier: MIT
// Whatever parameters the catalog allows: everything ends, and is finite or reported.
#include "extremes.hpp"

#include <doctest/doctest.h>

#include "core/reduce.hpp"
#include "functions/minimize.hpp"
#include "functions/surface.hpp"
#include "optimizers/optimizer.hpp"
#include "schedules/schedule.hpp"

namespace loss_playground::tests {

namespace {

bool finite(const std::vector<double>& numbers) {
  return all_finite(numbers.data(), static_cast<Index>(numbers.size()));
}

template <class T>
void check_path(const Descent& descent) {
  Error error;
  const DescentPath path = minimize<T>(descent, error);
  CHECK(finite(path.points));
  CHECK(finite(path.values));
  if (error) {
    CHECK(path.values.empty());
    CHECK(error.path == "start");
    return;
  }
  const auto entries = static_cast<std::int64_t>(path.values.size());
  CHECK(entries == (path.diverged_at ? path.diverged_at : descent.steps + 1));
  CHECK(path.points.size() == path.values.size() * descent.start.size());
}

}  // namespace

TEST_CASE(
    "schedules: with any parameters every rate is a finite number from 0, or the step at which it is not is named") {
  for (const Entry& entry : schedule_entries())
    with_extremes(entry, 100, [](const Spec& spec) {
      CAPTURE(text_of(spec));
      for (const double lr : {0.0, 1e-300, 0.1, 1e300})
        for (const std::int64_t steps : {0, 1, 2, 1000}) {
          Error error;
          const auto rates = learning_rates(spec, steps, lr, error);
          CHECK(finite(rates));
          CHECK(std::all_of(rates.begin(), rates.end(), [](double rate) { return rate >= 0; }));
          CHECK(static_cast<std::int64_t>(rates.size()) == (error ? 0 : steps));
          if (error) CHECK(error.path == "schedule.params");
        }
    });
}

TEST_CASE("schedules: rates at the ends of what the parameters allow") {
  const auto last = [](const Spec& spec, double lr) {
    Error error;
    const auto rates = learning_rates(spec, 1000, lr, error);
    return error ? -1 : rates.back();
  };
  CHECK(last({"exponential_lr", {{"gamma", 1e300}}}, 0) == 0);
  CHECK(last({"step_lr", {{"gamma", 1e300}, {"step_size", 1.0}}}, 0) == 0);
  CHECK(last({"multi_step_lr", {{"gamma", 1e300}}}, 0) == 0);
  CHECK(last({"exponential_lr", {{"gamma", 1e300}}}, 0.1) == -1);
  CHECK(last({"cosine_annealing_lr", {{"eta_min", 1e308}}}, 0.1) == doctest::Approx(1e308));
  CHECK(last({"polynomial_lr", {{"power", 1e300}}}, 0.1) == 0);
}

TEST_CASE("optimizers: with any parameters every path on every surface ends, and all its points are finite") {
  for (const Entry& surface : surface_entries())
    for (const Entry& entry : optimizer_entries())
      with_extremes(entry, 10, [&](const Spec& spec) {
        const std::string named = surface.descriptor->id + (" with " + text_of(spec));
        CAPTURE(named);
        const Descent descent{{surface.descriptor->id, {}}, spec, {"constant", {}}, {1.5, 0.001}, 5, 0.5};
        check_path<double>(descent);
        check_path<float>(descent);
      });
}

TEST_CASE("optimizers: from anywhere a path ends, with any noise and rate") {
  for (const Entry& surface : surface_entries())
    for (const Entry& entry : optimizer_entries())
      for (const double start : {0.0, 1e20, -1e150, 1e300})
        for (const double noise : {0.0, 1e300}) {
          const std::string id = entry.descriptor->id;
          CAPTURE(surface.descriptor->id);
          CAPTURE(id);
          CAPTURE(start);
          const Descent descent{{surface.descriptor->id, {}}, {id, {}}, {"constant", {}}, {start, start}, 20, noise};
          check_path<double>(descent);
          check_path<float>(descent);
        }
}

TEST_CASE("newton: on a saddle, which falls without end, the path ends where numbers do") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const Descent descent{{"saddle", {}}, {"newton", {}}, {"constant", {}}, {1.5, 0.001}, 1500, 0.5, seed};
    check_path<double>(descent);
    check_path<float>(descent);
  }
}

TEST_CASE(
    "minimize: a path that diverges has all finite points, says at which step, and goes on as before until then") {
  const Descent steep{{"quadratic", {}}, {"sgd", {{"lr", 10.0}}}, {"constant", {}}, {1, 1}, 1000};
  Error error;
  const DescentPath path = minimize<double>(steep, error);
  REQUIRE(!error);
  REQUIRE(path.diverged_at > 10);
  CHECK(path.diverged_at < 1000);
  Descent shorter = steep;
  shorter.steps = path.diverged_at - 1;
  const DescentPath whole = minimize<double>(shorter, error);
  CHECK(whole.diverged_at == 0);
  CHECK(whole.points == path.points);
  CHECK(whole.values == path.values);
}

}  // namespace loss_playground::tests
