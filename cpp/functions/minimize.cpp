// SPDX-License-Identifier: MIT
#include "functions/minimize.hpp"

#include "core/random.hpp"
#include "functions/catalog.hpp"
#include "optimizers/state.hpp"

namespace loss_playground {

namespace {

template <class T, class Surface>
DescentPath follow(const Descent& descent, const Surface& surface) {
  const auto dimension = static_cast<Index>(descent.start.size());
  std::vector<T> point(descent.start.begin(), descent.start.end()), gradient(point.size());
  OptimizerState<T> optimizer(descent.optimizer, descent.schedule, descent.steps, dimension);
  Random random(descent.seed, Stream::noise);
  DescentPath path;
  const auto record = [&] {
    path.points.insert(path.points.end(), point.begin(), point.end());
    path.values.push_back(static_cast<double>(surface(point.data(), gradient.data())));
  };
  record();
  for (std::int64_t step = 0; step < descent.steps; ++step) {
    if (descent.noise > 0)
      for (T& component : gradient) component += static_cast<T>(descent.noise * random.normal());
    optimizer.step(point.data(), gradient.data());
    record();
  }
  return path;
}

}  // namespace

template <class T>
DescentPath minimize(const Descent& descent, Error& error) {
  DescentPath path;
  with_listed(Surfaces{}, descent.surface, [&]<class Surface>(const Surface& surface) {
    const auto dimension = static_cast<std::size_t>(Surface::descriptor.dimension);
    if (descent.start.size() == dimension) {
      path = follow<T>(descent, surface);
    } else {
      error = {"start", std::to_string(descent.start.size()) + " numbers", std::to_string(dimension) + " numbers"};
    }
  });
  return path;
}

template DescentPath minimize<float>(const Descent&, Error&);
template DescentPath minimize<double>(const Descent&, Error&);

}  // namespace loss_playground
