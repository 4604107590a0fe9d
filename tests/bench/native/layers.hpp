// SPDX-License-Identifier: MIT
#pragma once
// Parts of the hand-written networks: sizes are fixed at compile time, a column is an example, parameters and gradient
// are flat.
#include <Eigen/Core>
#include <cmath>

#include "peer.hpp"

namespace bench {

template <int rows, int cols>
using Matrix = Eigen::Matrix<float, rows, cols>;
template <int size>
using Flat = Eigen::Array<float, size, 1>;

/// A linear layer whose weights, row by row, and biases begin at `offset` of the parameters.
template <int from, int to, int offset, int batch>
struct Layer {
  using Weight = Eigen::Matrix<float, to, from, Eigen::RowMajor>;
  static constexpr int end = offset + (from + 1) * to;
  Matrix<to, batch> values, slopes;

  static Eigen::Map<const Weight> weight(const float* parameters) {
    return Eigen::Map<const Weight>(parameters + offset);
  }
  template <class Inputs>
  void forward(const float* parameters, const Inputs& x) {
    values.noalias() = weight(parameters) * x;
    values.colwise() += Eigen::Map<const Matrix<to, 1>>(parameters + offset + from * to);
  }
  void relu() { values = values.cwiseMax(0.0F); }
  void relu_slopes() { slopes = (values.array() > 0.0F).select(slopes, 0.0F); }
  void tanh() { values = values.array().tanh(); }
  void tanh_slopes() { slopes.array() *= 1 - values.array().square(); }
  template <class Inputs>
  void gradients(float* gradient, const Inputs& x) const {
    Eigen::Map<Weight>(gradient + offset).noalias() = slopes * x.transpose();
    Eigen::Map<Matrix<to, 1>>(gradient + offset + from * to) = slopes.rowwise().sum();
  }
  template <class Below>
  void descend(const float* parameters, Below& below) const {
    below.noalias() = weight(parameters).transpose() * slopes;
  }
};

/// Mean cross-entropy over the batch; `values` become scratch, the slopes are written.
template <int classes, int batch>
float cross_entropy(Matrix<classes, batch>& values, Matrix<classes, batch>& slopes, const std::vector<float>& target) {
  const Matrix<1, batch> largest = values.colwise().maxCoeff();
  values.rowwise() -= largest;
  slopes = values.array().exp();
  const Matrix<1, batch> sums = slopes.colwise().sum();
  slopes.array().rowwise() *= (batch * sums.array()).inverse();
  float loss = sums.array().log().sum();
  for (int i = 0; i < batch; ++i) {
    const int label = static_cast<int>(target[static_cast<std::size_t>(i)]);
    loss -= values(label, i);
    slopes(label, i) -= 1.0F / batch;
  }
  return loss / batch;
}

/// Parameters and gradient, and Adam's two means.
template <int size>
struct Adam {
  Flat<size> parameters, gradient, mean, square;
  int count = 0;

  void start(const std::vector<float>& from) {
    parameters = Eigen::Map<const Flat<size>>(from.data());
    mean.setZero();
    square.setZero();
    count = 0;
  }
  void step(float lr) {
    constexpr float beta1 = 0.9F, beta2 = 0.999F, eps = 1e-8F;
    ++count;
    const float rate = static_cast<float>(lr / (1 - std::pow(0.9, count)));
    const float correction = static_cast<float>(1 / std::sqrt(1 - std::pow(0.999, count)));
    mean = beta1 * mean + (1 - beta1) * gradient;
    square = beta2 * square + (1 - beta2) * gradient.square();
    parameters -= rate * mean / (square.sqrt() * correction + eps);
  }
};

}  // namespace bench
