// SPDX-License-Identifier: MIT
// W5 by hand: 64-256-64-10 ReLU, cross-entropy, SGD with momentum, batch 256.
#include "layers.hpp"

namespace {

constexpr int batch = 256, inputs = 64, wide = 256, narrow = 64, classes = 10;

struct Network {
  EIGEN_MAKE_ALIGNED_OPERATOR_NEW
  bench::Layer<inputs, wide, 0, batch> first;
  bench::Layer<wide, narrow, decltype(first)::end, batch> second;
  bench::Layer<narrow, classes, decltype(second)::end, batch> third;
  bench::Flat<decltype(third)::end> parameters, gradient, buffer;

  void start(const std::vector<float>& from) {
    parameters = Eigen::Map<const decltype(parameters)>(from.data());
    buffer.setZero();
  }

  float step(const bench::Batch& examples) {
    const Eigen::Map<const bench::Matrix<inputs, batch>> x(examples.input.data());
    first.forward(parameters.data(), x);
    first.relu();
    second.forward(parameters.data(), first.values);
    second.relu();
    third.forward(parameters.data(), second.values);
    const float loss = bench::cross_entropy(third.values, third.slopes, examples.target);
    third.descend(parameters.data(), second.slopes);
    second.relu_slopes();
    second.descend(parameters.data(), first.slopes);
    first.relu_slopes();
    third.gradients(gradient.data(), second.values);
    second.gradients(gradient.data(), first.values);
    first.gradients(gradient.data(), x);
    buffer = 0.9F * buffer + gradient;
    parameters -= 0.05F * buffer;
    return loss;
  }
};

}  // namespace

int main(int, char** arguments) { bench::serve_network<Network>(bench::read_workload(arguments[1])); }
