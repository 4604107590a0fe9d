// SPDX-License-Identifier: MIT
// W2 by hand: 2-32-32-3 ReLU, cross-entropy, Adam, batch 32.
#include "layers.hpp"

namespace {

constexpr int batch = 32, inputs = 2, hidden = 32, classes = 3;

struct Network {
  EIGEN_MAKE_ALIGNED_OPERATOR_NEW
  bench::Layer<inputs, hidden, 0, batch> first;
  bench::Layer<hidden, hidden, decltype(first)::end, batch> second;
  bench::Layer<hidden, classes, decltype(second)::end, batch> third;
  bench::Adam<decltype(third)::end> adam;

  void start(const std::vector<float>& parameters) { adam.start(parameters); }

  float step(const bench::Batch& examples) {
    const float* parameters = adam.parameters.data();
    float* gradient = adam.gradient.data();
    const Eigen::Map<const bench::Matrix<inputs, batch>> x(examples.input.data());
    first.forward(parameters, x);
    first.relu();
    second.forward(parameters, first.values);
    second.relu();
    third.forward(parameters, second.values);
    const float loss = bench::cross_entropy(third.values, third.slopes, examples.target);
    third.descend(parameters, second.slopes);
    second.relu_slopes();
    second.descend(parameters, first.slopes);
    first.relu_slopes();
    third.gradients(gradient, second.values);
    second.gradients(gradient, first.values);
    first.gradients(gradient, x);
    adam.step(0.01F);
    return loss;
  }
};

}  // namespace

int main(int, char** arguments) { bench::serve_network<Network>(bench::read_workload(arguments[1])); }
