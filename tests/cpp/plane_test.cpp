// SPDX-License-Identifier: MIT
#include "search/plane.hpp"

#include <doctest/doctest.h>

#include "core/random.hpp"

namespace loss_playground::tests {
namespace {

constexpr Index rows = 400, dimensions = 6;

/// Points whose variances along the coordinates are the squares of `sizes`.
std::vector<double> cloud(const std::vector<double>& sizes) {
  Random random(31, Stream::check);
  std::vector<double> points;
  for (Index i = 0; i < rows; ++i)
    for (double size : sizes) points.push_back(1 + size * random.normal());
  return points;
}

View<const double> view(const std::vector<double>& points) { return {points.data(), rows, dimensions}; }

double largest_move(const std::vector<double>& a, const std::vector<double>& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, math::abs(a[i] - b[i]));
  return largest;
}

}  // namespace

TEST_CASE("plane: the two directions in which points differ most, the larger first") {
  const auto points = cloud({0.1, 3, 0.2, 7, 0.1, 0.3});
  PrincipalPlane plane;
  plane.follow(view(points));
  const auto places = plane.project(view(points));
  double first = 0, second = 0, mixed = 0;
  for (std::size_t i = 0; i < places.size(); i += 2) {
    first += places[i] * places[i];
    second += places[i + 1] * places[i + 1];
    mixed += places[i] * places[i + 1];
  }
  CHECK(first / rows == doctest::Approx(49).epsilon(0.2));
  CHECK(second / rows == doctest::Approx(9).epsilon(0.2));
  CHECK(math::abs(mixed) <= 1e-9 * first);
  CHECK(plane.shares()[0] + plane.shares()[1] > 0.99);
  // Turned so that the largest component of each axis is positive: more of coordinate 3 lies further along the first.
  CHECK((places[0] - places[2]) * (points[3] - points[9]) > 0);
}

TEST_CASE("plane: two directions that come to count alike, then change places, make no point jump") {
  PrincipalPlane plane;
  std::vector<double> before;
  for (int step = 0; step <= 40; ++step) {
    const double turn = step / 40.0;
    const auto points = cloud({5 - 2 * turn, 3 + 2 * turn, 0.1, 0.2, 0.1, 0.1});
    plane.follow(view(points));
    const auto places = plane.project(view(points));
    if (step > 0) CHECK(largest_move(places, before) < 0.25);
    before = places;
  }
}

TEST_CASE("plane: mirrored or unchanged points are followed; all in one place leave the axes as they were") {
  const auto points = cloud({0.1, 3, 0.2, 7, 0.1, 0.3});
  PrincipalPlane plane;
  plane.follow(view(points));
  const auto places = plane.project(view(points));
  plane.follow(view(points));
  CHECK(largest_move(plane.project(view(points)), places) < 1e-9);
  const std::vector<double> one(points.size(), 2.5);
  plane.follow(view(one));
  CHECK(plane.shares()[0] == 0);
  for (double place : plane.project(view(one))) CHECK(math::abs(place) < 1e-12);
  plane.follow(view(points));
  CHECK(largest_move(plane.project(view(points)), places) < 1e-9);
}

}  // namespace loss_playground::tests
