// SPDX-License-Identifier: MIT
#include "search/plane.hpp"

#include <algorithm>

#include "core/math.hpp"

namespace loss_playground {

namespace {

constexpr int rounds = 100;

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

Vector times(const Vector& matrix, const Vector& vector) {
  Vector product(vector.size());
  for (std::size_t i = 0; i < vector.size(); ++i)
    for (std::size_t j = 0; j < vector.size(); ++j) product[i] += matrix[i * vector.size() + j] * vector[j];
  return product;
}

/// Takes the part along `other` away and scales to length 1; false where hardly anything is left.
bool make_unit(Vector& vector, const Vector* other) {
  const double before = dot(vector, vector);
  const double along = other ? dot(vector, *other) : 0;
  for (std::size_t k = 0; other && k < vector.size(); ++k) vector[k] -= along * (*other)[k];
  const double square = dot(vector, vector);
  if (!(square > 1e-24 * before) || !(square > 1e-200)) return false;
  for (double& part : vector) part /= math::sqrt(square);
  return true;
}

template <class T>
Vector mean_of_rows(View<const T> points) {
  Vector mean(static_cast<std::size_t>(points.cols));
  for (Index i = 0; i < points.rows; ++i)
    for (Index k = 0; k < points.cols; ++k) mean[static_cast<std::size_t>(k)] += static_cast<double>(points(i, k));
  for (double& part : mean) part /= static_cast<double>(std::max<Index>(points.rows, 1));
  return mean;
}

template <class T>
Vector covariance_of(View<const T> points, const Vector& mean) {
  const auto n = static_cast<std::size_t>(points.cols);
  Vector sums(n * n), row(n);
  for (Index i = 0; i < points.rows; ++i) {
    for (std::size_t k = 0; k < n; ++k) row[k] = static_cast<double>(points(i, static_cast<Index>(k))) - mean[k];
    for (std::size_t j = 0; j < n; ++j)
      for (std::size_t k = 0; k <= j; ++k) sums[j * n + k] += row[j] * row[k];
  }
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t k = 0; k < j; ++k) sums[k * n + j] = sums[j * n + k];
  return sums;
}

}  // namespace

void PrincipalPlane::start(std::size_t dimensions) {
  // Any two directions that no usual data are at right angles to.
  for (std::size_t a = 0; a < 2; ++a) {
    axes_[a].clear();
    for (std::size_t k = 0; k < dimensions; ++k)
      axes_[a].push_back((a == 1 && k % 2 ? -1.0 : 1.0) / (1.0 + static_cast<double>(k)));
    make_unit(axes_[a], a == 1 ? &axes_[0] : nullptr);
  }
}

void PrincipalPlane::iterate(const Vector& covariance) {
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t a = 0; a < 2; ++a) {
      Vector next = times(covariance, axes_[a]);
      if (make_unit(next, a == 1 ? &axes_[0] : nullptr)) {
        axes_[a] = std::move(next);
      } else if (a == 1) {
        make_unit(axes_[1], &axes_[0]);
      }
    }
  }
}

void PrincipalPlane::combine(double first_of_first, double second_of_first, double first_of_second,
                             double second_of_second) {
  for (std::size_t k = 0; k < axes_[0].size(); ++k) {
    const double x = axes_[0][k], y = axes_[1][k];
    axes_[0][k] = first_of_first * x + second_of_first * y;
    axes_[1][k] = first_of_second * x + second_of_second * y;
  }
}

void PrincipalPlane::turn_to_principal(const Vector& covariance) {
  const Vector first = times(covariance, axes_[0]), second = times(covariance, axes_[1]);
  const double a = dot(axes_[0], first), b = dot(axes_[0], second), c = dot(axes_[1], second);
  // One Jacobi rotation makes the variances within the plane independent.
  if (b != 0) {
    const double ratio = (c - a) / (2 * b);
    const double tangent = (ratio < 0 ? -1 : 1) / (math::abs(ratio) + math::sqrt(ratio * ratio + 1));
    const double cosine = 1 / math::sqrt(tangent * tangent + 1), sine = tangent * cosine;
    combine(cosine, -sine, sine, cosine);
  }
  if (dot(axes_[0], times(covariance, axes_[0])) < dot(axes_[1], times(covariance, axes_[1])))
    std::swap(axes_[0], axes_[1]);
  for (Vector& axis : axes_) {
    const auto largest =
        std::max_element(axis.begin(), axis.end(), [](double x, double y) { return math::abs(x) < math::abs(y); });
    if (*largest < 0)
      for (double& part : axis) part = -part;
  }
}

void PrincipalPlane::turn_to(const std::array<Vector, 2>& before) {
  const double a = dot(axes_[0], before[0]), b = dot(axes_[0], before[1]);
  const double c = dot(axes_[1], before[0]), d = dot(axes_[1], before[1]);
  // The nearest turn, and the nearest reflection; the longer of the two is the nearer.
  const double turn = (a + d) * (a + d) + (c - b) * (c - b), mirror = (a - d) * (a - d) + (b + c) * (b + c);
  const double length = math::sqrt(std::max(turn, mirror));
  if (!(length > 0)) return;
  if (turn >= mirror) {
    combine((a + d) / length, (c - b) / length, (b - c) / length, (a + d) / length);
  } else {
    combine((a - d) / length, (b + c) / length, (b + c) / length, (d - a) / length);
  }
}

template <class T>
void PrincipalPlane::follow(View<const T> points) {
  mean_ = mean_of_rows(points);
  const Vector covariance = covariance_of(points, mean_);
  const bool first = axes_[0].size() != mean_.size();
  if (first) start(mean_.size());
  const auto before = axes_;
  iterate(covariance);
  if (first) {
    turn_to_principal(covariance);
  } else {
    turn_to(before);
  }
  double total = 0;
  for (std::size_t k = 0; k < mean_.size(); ++k) total += covariance[k * mean_.size() + k];
  for (std::size_t a = 0; a < 2; ++a) shares_[a] = total > 0 ? dot(axes_[a], times(covariance, axes_[a])) / total : 0;
}

template <class T>
std::vector<double> PrincipalPlane::project(View<const T> rows) const {
  std::vector<double> places;
  for (Index i = 0; i < rows.rows; ++i)
    for (const Vector& axis : axes_) {
      double sum = 0;
      for (std::size_t k = 0; k < mean_.size(); ++k)
        sum += (static_cast<double>(rows(i, static_cast<Index>(k))) - mean_[k]) * axis[k];
      places.push_back(sum);
    }
  return places;
}

template void PrincipalPlane::follow(View<const float>);
template void PrincipalPlane::follow(View<const double>);
template std::vector<double> PrincipalPlane::project(View<const float>) const;
template std::vector<double> PrincipalPlane::project(View<const double>) const;

}  // namespace loss_playground
