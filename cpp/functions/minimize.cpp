// SPDX-License-Identifier: MIT
#include "functions/minimize.hpp"

#include "core/pieces.hpp"
#include "core/random.hpp"
#include "core/reduce.hpp"
#include "functions/surface.hpp"
#include "optimizers/state.hpp"

namespace loss_playground {

namespace {

/// Multiplications of the surface at one point, roughly, and those that a whole path may take: some ten seconds.
constexpr double surface_work = 30, most_work = 5e9;

/// So many times the time of its few multiplications takes a step, mostly for calls.
constexpr double overhead = 10;

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
class FollowingOf final : public Following {
 public:
  FollowingOf(const Descent& descent, std::unique_ptr<Terrain<T>> terrain, std::vector<Block> blocks, double step_work)
      : noise_(descent.noise),
        steps_(descent.steps),
        steps_a_piece_(
            static_cast<std::int64_t>(std::max(static_cast<double>(piece_work) / (overhead * step_work), 1.0))),
        terrain_(std::move(terrain)),
        point_(descent.start.begin(), descent.start.end()),
        gradient_(point_.size()),
        optimizer_(descent.optimizer, descent.schedule, descent.steps, std::move(blocks)),
        random_(descent.seed, Stream::noise),
        tilted_(*terrain_, point_.size()) {
    const auto entries = static_cast<std::size_t>(steps_) + 1;
    path_.points.reserve(entries * point_.size());
    path_.values.reserve(entries);
    can_start_ = record();
  }

  bool can_start() const { return can_start_; }

  bool follow_piece() override {
    for (std::int64_t left = steps_a_piece_; left > 0 && !complete(); --left) {
      tilted_.draw(noise_, random_);
      const double height = tilted_(point_.data(), gradient_.data());
      optimizer_.step(point_.data(), gradient_.data(), height, &tilted_);
      if (!record()) path_.diverged_at = optimizer_.steps();
    }
    return complete();
  }

  const DescentPath& path() const override { return path_; }

 private:
  bool complete() const { return path_.diverged_at > 0 || optimizer_.steps() >= steps_; }

  /// Adds the present point to the path; false if something there is not finite.
  bool record() {
    const auto height = static_cast<double>(terrain_->height(point_.data(), gradient_.data()));
    if (!math::is_finite(height) || !all_finite(point_.data(), static_cast<Index>(point_.size()))) return false;
    path_.points.insert(path_.points.end(), point_.begin(), point_.end());
    path_.values.push_back(height);
    return true;
  }

  double noise_;
  std::int64_t steps_, steps_a_piece_;
  std::unique_ptr<Terrain<T>> terrain_;
  std::vector<T> point_, gradient_;
  OptimizerState<T> optimizer_;
  Random random_;
  Tilted<T> tilted_;
  DescentPath path_;
  bool can_start_;
};

}  // namespace

template <class T>
std::unique_ptr<Following> begin_descent(const Descent& descent, Error& error) {
  auto terrain = make_terrain<T>(descent.surface);
  const auto given = descent.start.size(), wanted = static_cast<std::size_t>(terrain->dimension());
  if (given != wanted) {
    error = {"start", std::to_string(given) + " numbers", std::to_string(wanted) + " numbers"};
    return nullptr;
  }
  const auto dimension = static_cast<Index>(given);
  std::vector<Block> blocks{{0, 1, dimension, false, true}};
  const double step_work = surface_work + make_optimizer<T>(descent.optimizer)->work({blocks, dimension}, surface_work);
  if (const double most = most_work / step_work; static_cast<double>(descent.steps) > most) {
    error = {"steps", std::to_string(descent.steps),
             "at most " + std::to_string(static_cast<std::int64_t>(most)) + " steps with this optimizer"};
    return nullptr;
  }
  auto following = std::make_unique<FollowingOf<T>>(descent, std::move(terrain), std::move(blocks), step_work);
  if (following->can_start()) return following;
  error = {"start", "a point where the surface is not a finite number", "a start closer to its minimum"};
  return nullptr;
}

template <class T>
DescentPath minimize(const Descent& descent, Error& error) {
  const auto following = begin_descent<T>(descent, error);
  if (error) return {};
  while (!following->follow_piece()) continue;
  return following->path();
}

template std::unique_ptr<Following> begin_descent<float>(const Descent&, Error&);
template std::unique_ptr<Following> begin_descent<double>(const Descent&, Error&);
template DescentPath minimize<float>(const Descent&, Error&);
template DescentPath minimize<double>(const Descent&, Error&);

std::vector<double> surface_heights(const Spec& surface, const Grid& grid, int begin, int end) {
  const auto terrain = make_terrain<double>(surface);
  std::vector<double> heights;
  heights.reserve(static_cast<std::size_t>(end - begin) * static_cast<std::size_t>(grid.cells));
  const auto middle = [&](double from, double to, int cell) { return from + (to - from) * (cell + 0.5) / grid.cells; };
  double gradient[2];
  for (int row = begin; row < end; ++row)
    for (int column = 0; column < grid.cells; ++column) {
      const double at[2] = {middle(grid.x_from, grid.x_to, column), middle(grid.y_from, grid.y_to, row)};
      heights.push_back(terrain->height(at, gradient));
    }
  return heights;
}

}  // namespace loss_playground
