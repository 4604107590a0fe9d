// SPDX-License-Identifier: MIT
#pragma once
// Parts of the hand-written networks: sizes are fixed at compile time, a column is an example, parameters and gradient
// are flat.
#include <Eigen/Core>

#include "peer.hpp"

namespace bench {

template <int rows, int cols>
using Matrix = Eigen::Matrix<float, rows, cols>;

/// Copies the examples of a batch out of the training set.
template <int width, int batch>
void gather(const std::vector<float>& from, const int* rows, Matrix<width, batch>& to) {
  for (int i = 0; i < batch; ++i) to.col(i) = Eigen::Map<const Matrix<width, 1>>(from.data() + rows[i] * width);
}

/// A linear layer whose weights and biases begin at `offset` of the parameters.
template <int from, int to, int offset, int batch>
struct Layer {
  /// Small products are unrolled. There the weights are kept column by column, so that several outputs are computed at
  /// once.
  static constexpr bool small = from <= 16 && to <= 16;
  using RowMajorWeight = Eigen::Matrix<float, to, from, Eigen::RowMajor>;
  using Weight = Eigen::Matrix<float, to, from, small ? Eigen::ColMajor : Eigen::RowMajor>;
  static constexpr int end = offset + (from + 1) * to;
  Matrix<to, batch> values, slopes;

  /// Takes the start from parameters whose weights are row by row.
  static void start(const float* all, float* parameters) {
    Eigen::Map<Weight>(parameters + offset) = Eigen::Map<const RowMajorWeight>(all + offset);
  }
  static Eigen::Map<const Weight> weight(const float* parameters) {
    return Eigen::Map<const Weight>(parameters + offset);
  }
  template <class Inputs>
  void forward(const float* parameters, const Inputs& x) {
    multiply(weight(parameters), x, values);
    values.colwise() += Eigen::Map<const Matrix<to, 1>>(parameters + offset + from * to);
  }
  void relu() { values = values.cwiseMax(0.0F); }
  void relu_slopes() { slopes = (values.array() > 0.0F).select(slopes, 0.0F); }
  void tanh() { values = values.array().tanh(); }
  void tanh_slopes() { slopes.array() *= 1 - values.array().square(); }
  template <class Inputs>
  void gradients(float* gradient, const Inputs& x) const {
    Eigen::Map<Weight> weights(gradient + offset);
    multiply(slopes, x.transpose(), weights);
    Eigen::Map<Matrix<to, 1>>(gradient + offset + from * to) = slopes.rowwise().sum();
  }
  template <class Below>
  void descend(const float* parameters, Below& below) const {
    multiply(weight(parameters).transpose(), slopes, below);
  }

 private:
  template <class A, class B, class Product>
  static void multiply(const A& a, const B& b, Product& product) {
    if constexpr (small) {
      product = a.lazyProduct(b);
    } else {
      product.noalias() = a * b;
    }
  }
};

struct Relu {
  template <class Layer>
  static void bend(Layer& layer) {
    layer.relu();
  }
  template <class Layer>
  static void slopes(Layer& layer) {
    layer.relu_slopes();
  }
};

struct Tanh {
  template <class Layer>
  static void bend(Layer& layer) {
    layer.tanh();
  }
  template <class Layer>
  static void slopes(Layer& layer) {
    layer.tanh_slopes();
  }
};

}  // namespace bench
