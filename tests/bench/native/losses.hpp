// SPDX-License-Identifier: MIT
#pragma once
// Losses of the hand-written networks: each returns the mean over the batch and writes the slopes.
#include "layers.hpp"

namespace bench {

/// `values` become scratch; the class of a column is that of its row.
template <int classes, int batch>
float cross_entropy(Matrix<classes, batch>& values, Matrix<classes, batch>& slopes, const std::vector<float>& target,
                    const int* rows) {
  const Matrix<1, batch> largest = values.colwise().maxCoeff();
  values.rowwise() -= largest;
  slopes = values.array().exp();
  const Matrix<1, batch> sums = slopes.colwise().sum();
  slopes.array().rowwise() *= (batch * sums.array()).inverse();
  float loss = sums.array().log().sum();
  for (int i = 0; i < batch; ++i) {
    const int label = static_cast<int>(target[static_cast<std::size_t>(rows[i])]);
    loss -= values(label, i);
    slopes(label, i) -= 1.0F / batch;
  }
  return loss / batch;
}

/// With margin 1. Columns are all anchors, all positives, all negatives.
template <int width, int batch>
float triplet_margin(const Matrix<width, batch>& values, Matrix<width, batch>& slopes) {
  constexpr int triplets = batch / 3;
  constexpr float margin = 1.0F, eps = 1e-6F;
  using Part = Eigen::Array<float, width, triplets>;
  using Row = Eigen::Array<float, 1, triplets>;
  const auto part = [](auto& matrix, int role) { return matrix.template middleCols<triplets>(role * triplets); };
  const Part to_positive = (part(values, 0) - part(values, 1)).array() + eps;
  const Part to_negative = (part(values, 0) - part(values, 2)).array() + eps;
  const Row near = to_positive.square().colwise().sum().sqrt();
  const Row far = to_negative.square().colwise().sum().sqrt();
  const Row losses = (near - far + margin).cwiseMax(0.0F);
  const Row active = (losses > 0.0F).select(Row::Constant(1.0F / triplets), 0.0F);
  const Part towards = to_positive.rowwise() * (active / near);
  const Part away = to_negative.rowwise() * (active / far);
  part(slopes, 0) = towards - away;
  part(slopes, 1) = -towards;
  part(slopes, 2) = away;
  return losses.mean();
}

}  // namespace bench
