// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cmath>

#include "core/random.hpp"
#include "functions/list.hpp"
#include "functions/minimize.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

/// Calls `check` with every surface at its defaults.
template <class Check, class... Surfaces>
void for_each_surface(TypeList<Surfaces...>, Check check) {
  (check(Surfaces{}), ...);
}

template <class Surface>
std::array<double, 2> slope_at(const Surface& surface, double x, double y) {
  const double at[2] = {x, y};
  std::array<double, 2> gradient{};
  surface(at, gradient.data());
  return gradient;
}

template <class Surface>
double height_at(const Surface& surface, double x, double y) {
  const double at[2] = {x, y};
  double gradient[2];
  return surface(at, gradient);
}

}  // namespace

TEST_CASE("functions: gradients agree with central differences everywhere on the map") {
  for_each_surface(Surfaces{}, [](const auto& surface) {
    const SurfaceDescriptor& described = surface.descriptor;
    CAPTURE(described.id);
    Random random(5, Stream::check);
    for (int sample = 0; sample < 500; ++sample) {
      const double x = described.center.x + described.reach * random.uniform(-1, 1);
      const double y = described.center.y + described.reach * random.uniform(-1, 1);
      CAPTURE(x);
      CAPTURE(y);
      const auto slope = slope_at(surface, x, y);
      const double h = 1e-4;
      const auto differ = [&](double dx, double dy) {
        const auto at = [&](double steps) { return height_at(surface, x + steps * dx, y + steps * dy); };
        return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
      };
      const double scale = std::abs(height_at(surface, x, y)) + std::abs(slope[0]) + std::abs(slope[1]) + 1;
      CHECK(near(slope[0], differ(h, 0), 0, difference_tolerance * scale));
      CHECK(near(slope[1], differ(0, h), 0, difference_tolerance * scale));
    }
  });
}

TEST_CASE("functions: at each minimum the gradient is 0, the value right, and all around is higher") {
  for_each_surface(Surfaces{}, [](const auto& surface) {
    const SurfaceDescriptor& described = surface.descriptor;
    CAPTURE(described.id);
    for (int k = 0; k < described.minimum_count; ++k) {
      const auto [x, y] = described.minima[static_cast<std::size_t>(k)];
      CHECK(near(height_at(surface, x, y), described.minimum_value, 1e-14, 1e-14));
      const auto slope = slope_at(surface, x, y);
      CHECK(std::abs(slope[0]) < 1e-12);
      CHECK(std::abs(slope[1]) < 1e-12);
      for (int turn = 0; turn < 16; ++turn) {
        const double angle = 0.3 + turn * math::pi / 8;
        CHECK(height_at(surface, x + 1e-3 * math::cos(angle), y + 1e-3 * math::sin(angle)) > described.minimum_value);
      }
    }
  });
}

TEST_CASE("functions: nowhere on a fine grid is a surface below its minimum, and its hollows are where it says") {
  for_each_surface(Surfaces{}, [](const auto& surface) {
    const SurfaceDescriptor& described = surface.descriptor;
    CAPTURE(described.id);
    const Grid grid{described.center.x - described.reach, described.center.x + described.reach,
                    described.center.y - described.reach, described.center.y + described.reach, 300};
    const auto heights = surface_heights({described.id, {}}, grid, 0, 300);
    REQUIRE(heights.size() == 90000);
    const auto some = surface_heights({described.id, {}}, grid, 120, 125);
    CHECK(std::equal(some.begin(), some.end(), heights.begin() + 120 * 300));
    CHECK(some.size() == 1500);
    const auto at = [&](int column, int row) { return heights[static_cast<std::size_t>(row * 300 + column)]; };
    CHECK(at(7, 3) == height_at(surface, grid.x_from + (grid.x_to - grid.x_from) * 7.5 / 300,
                                grid.y_from + (grid.y_to - grid.y_from) * 3.5 / 300));
    if (described.minimum_count == 0) return;
    CHECK(*std::min_element(heights.begin(), heights.end()) >= described.minimum_value);
    for (int k = 0; k < described.minimum_count; ++k) {
      const auto [x, y] = described.minima[static_cast<std::size_t>(k)];
      CHECK(std::abs(x - described.center.x) < described.reach);
      CHECK(std::abs(y - described.center.y) < described.reach);
    }
  });
}

TEST_CASE("functions: float agrees with double precision") {
  for_each_surface(Surfaces{}, [](const auto& surface) {
    const SurfaceDescriptor& described = surface.descriptor;
    CAPTURE(described.id);
    const float at[2] = {static_cast<float>(described.start.x), static_cast<float>(described.start.y)};
    float gradient[2];
    const double height = static_cast<double>(surface(at, gradient));
    CHECK(near(height, height_at(surface, static_cast<double>(at[0]), static_cast<double>(at[1])), float_tolerance));
    const auto slope = slope_at(surface, static_cast<double>(at[0]), static_cast<double>(at[1]));
    for (std::size_t i = 0; i < 2; ++i) CHECK(near(static_cast<double>(gradient[i]), slope[i], float_tolerance, 1e-4));
  });
}

TEST_CASE("functions: the condition of the quadratic is its steepness in y") {
  const Quadratic bowl{7};
  CHECK(height_at(bowl, 2, 3) == 33.5);
  CHECK(slope_at(bowl, 2, 3) == std::array<double, 2>{2, 21});
}

}  // namespace loss_playground::tests
