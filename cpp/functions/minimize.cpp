// SPDX-License-Identifier: MIT
#include "functions/minimize.hpp"

#include "core/random.hpp"
#include "functions/surface.hpp"
#include "optimizers/state.hpp"

namespace loss_playground {

namespace {

/// The surface as an optimizer meets it in one step: tilted by that step's noise.
template <class T>
class Tilted final : public Closure<T> {
 public:
  Tilted(const Terrain<T>& terrain, std::size_t dimension) : terrain_(terrain), tilt_(dimension) {}

  void draw(double deviation, Random& random) {
    if (deviation > 0)
      for (T& component : tilt_) component = static_cast<T>(deviation * random.normal());
  }
  double operator()(const T* at, T* gradient) override {
    double height = static_cast<double>(terrain_.height(at, gradient));
    for (std::size_t i = 0; i < tilt_.size(); ++i) {
      gradient[i] += tilt_[i];
      height += static_cast<double>(tilt_[i]) * static_cast<double>(at[i]);
    }
    return height;
  }

 private:
  const Terrain<T>& terrain_;
  std::vector<T> tilt_;
};

template <class T>
DescentPath follow(const Descent& descent, const Terrain<T>& terrain) {
  const auto dimension = static_cast<Index>(descent.start.size());
  std::vector<T> point(descent.start.begin(), descent.start.end()), gradient(point.size());
  OptimizerState<T> optimizer(descent.optimizer, descent.schedule, descent.steps, {{0, 1, dimension, false, true}});
  Random random(descent.seed, Stream::noise);
  Tilted<T> tilted(terrain, point.size());
  DescentPath path;
  const auto record = [&] {
    path.points.insert(path.points.end(), point.begin(), point.end());
    path.values.push_back(static_cast<double>(terrain.height(point.data(), gradient.data())));
  };
  record();
  for (std::int64_t step = 0; step < descent.steps; ++step) {
    tilted.draw(descent.noise, random);
    const double height = tilted(point.data(), gradient.data());
    optimizer.step(point.data(), gradient.data(), height, &tilted);
    record();
  }
  return path;
}

}  // namespace

template <class T>
DescentPath minimize(const Descent& descent, Error& error) {
  const auto terrain = make_terrain<T>(descent.surface);
  const auto given = descent.start.size(), wanted = static_cast<std::size_t>(terrain->dimension());
  if (given == wanted) return follow<T>(descent, *terrain);
  error = {"start", std::to_string(given) + " numbers", std::to_string(wanted) + " numbers"};
  return {};
}

template DescentPath minimize<float>(const Descent&, Error&);
template DescentPath minimize<double>(const Descent&, Error&);

std::vector<double> surface_heights(const Spec& surface, const Grid& grid) {
  const auto terrain = make_terrain<double>(surface);
  std::vector<double> heights;
  heights.reserve(static_cast<std::size_t>(grid.cells) * static_cast<std::size_t>(grid.cells));
  const auto middle = [&](double from, double to, int cell) { return from + (to - from) * (cell + 0.5) / grid.cells; };
  double gradient[2];
  for (int row = 0; row < grid.cells; ++row)
    for (int column = 0; column < grid.cells; ++column) {
      const double at[2] = {middle(grid.x_from, grid.x_to, column), middle(grid.y_from, grid.y_to, row)};
      heights.push_back(terrain->height(at, gradient));
    }
  return heights;
}

}  // namespace loss_playground
