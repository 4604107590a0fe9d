// SPDX-License-Identifier: MIT
// W2 by hand: 2-32-32-3 ReLU, cross-entropy, Adam, batch 32. Sizes are fixed at compile time; a column is an example.
#include <Eigen/Core>
#include <cmath>

#include "peer.hpp"

namespace {

constexpr int batch = 32, inputs = 2, hidden = 32, classes = 3;
constexpr int size = (inputs + 1) * hidden + (hidden + 1) * hidden + (hidden + 1) * classes;

template <int rows, int cols>
using Matrix = Eigen::Matrix<float, rows, cols>;
using Flat = Eigen::Array<float, size, 1>;

/// A layer's place in the flat parameters and their gradient.
template <int from, int to, int offset>
struct Layer {
  using Weight = Eigen::Matrix<float, to, from, Eigen::RowMajor>;
  static constexpr int end = offset + (from + 1) * to;
  Matrix<to, batch> values, slopes;

  static Eigen::Map<const Weight> weight(const Flat& parameters) {
    return Eigen::Map<const Weight>(parameters.data() + offset);
  }
  template <class Inputs>
  void forward(const Flat& parameters, const Inputs& x) {
    values.noalias() = weight(parameters) * x;
    values.colwise() += Eigen::Map<const Matrix<to, 1>>(parameters.data() + offset + from * to);
  }
  void relu() { values = values.cwiseMax(0.0F); }
  void relu_slopes() { slopes = (values.array() > 0.0F).select(slopes, 0.0F); }
  template <class Inputs>
  void gradients(Flat& gradient, const Inputs& x) const {
    Eigen::Map<Weight>(gradient.data() + offset).noalias() = slopes * x.transpose();
    Eigen::Map<Matrix<to, 1>>(gradient.data() + offset + from * to) = slopes.rowwise().sum();
  }
};

struct Network {
  EIGEN_MAKE_ALIGNED_OPERATOR_NEW
  Flat parameters, gradient, mean, square;
  int count = 0;
  Layer<inputs, hidden, 0> first;
  Layer<hidden, hidden, decltype(first)::end> second;
  Layer<hidden, classes, decltype(second)::end> third;

  void start(const std::vector<float>& from) {
    parameters = Eigen::Map<const Flat>(from.data());
    mean.setZero();
    square.setZero();
    count = 0;
  }

  /// Mean loss over the batch; the outputs' slopes go to the last layer.
  float cross_entropy(const std::vector<float>& target) {
    const Matrix<1, batch> largest = third.values.colwise().maxCoeff();
    third.values.rowwise() -= largest;
    third.slopes = third.values.array().exp();
    const Matrix<1, batch> sums = third.slopes.colwise().sum();
    third.slopes.array().rowwise() *= (batch * sums.array()).inverse();
    float loss = sums.array().log().sum();
    for (int i = 0; i < batch; ++i) {
      const int label = static_cast<int>(target[static_cast<std::size_t>(i)]);
      loss -= third.values(label, i);
      third.slopes(label, i) -= 1.0F / batch;
    }
    return loss / batch;
  }

  void adam() {
    constexpr float lr = 0.01F, beta1 = 0.9F, beta2 = 0.999F, eps = 1e-8F;
    ++count;
    const float rate = static_cast<float>(lr / (1 - std::pow(0.9, count)));
    const float correction = static_cast<float>(1 / std::sqrt(1 - std::pow(0.999, count)));
    mean = beta1 * mean + (1 - beta1) * gradient;
    square = beta2 * square + (1 - beta2) * gradient.square();
    parameters -= rate * mean / (square.sqrt() * correction + eps);
  }

  float step(const bench::Batch& examples) {
    const Eigen::Map<const Matrix<inputs, batch>> x(examples.input.data());
    first.forward(parameters, x);
    first.relu();
    second.forward(parameters, first.values);
    second.relu();
    third.forward(parameters, second.values);
    const float loss = cross_entropy(examples.target);
    second.slopes.noalias() = third.weight(parameters).transpose() * third.slopes;
    second.relu_slopes();
    first.slopes.noalias() = second.weight(parameters).transpose() * second.slopes;
    first.relu_slopes();
    third.gradients(gradient, second.values);
    second.gradients(gradient, first.values);
    first.gradients(gradient, x);
    adam();
    return loss;
  }
};

}  // namespace

int main(int, char** arguments) { bench::serve_network<Network>(bench::read_workload(arguments[1])); }
