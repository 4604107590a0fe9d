// SPDX-License-Identifier: MIT
#pragma once
// A plane to look at points of many dimensions from: the two directions in which they differ most (principal component
// analysis), kept steady while the points move.
//
// The first time the axes are the two principal ones, each turned so that its largest component is positive. From then
// on the plane follows: a hundred rounds of orthogonal iteration on the covariance, begun from the axes before, then
// the turn or reflection within the plane that brings the axes nearest to those before (orthogonal Procrustes). So
// points never jump, flip or change places because two directions have come to count alike; the axes need then no
// longer be the principal ones, but span the same plane.
// Pearson: On lines and planes of closest fit (1901), https://doi.org/10.1080/14786440109462720
#include <array>
#include <vector>

#include "core/tensor.hpp"

namespace loss_playground {

class PrincipalPlane {
 public:
  /// Follows points (N, D), D from 2. Points that are all one leave the axes as they were.
  template <class T>
  void follow(View<const T> points);
  void forget() { axes_[0].clear(); }

  /// Shares of the points' variance along the two axes; 0 where there is none.
  const std::array<double, 2>& shares() const { return shares_; }
  /// Two numbers a row: where the rows of any (M, D) lie on the plane, from the mean of the points that it follows.
  template <class T>
  std::vector<double> project(View<const T> rows) const;

 private:
  using Vector = std::vector<double>;

  void start(std::size_t dimensions);
  void iterate(const Vector& covariance);
  void turn_to_principal(const Vector& covariance);
  void turn_to(const std::array<Vector, 2>& before);
  /// Each axis as a·first + b·second of the present ones.
  void combine(double first_of_first, double second_of_first, double first_of_second, double second_of_second);

  Vector mean_;
  std::array<Vector, 2> axes_;
  std::array<double, 2> shares_{};
};

}  // namespace loss_playground
