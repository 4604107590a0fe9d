// SPDX-License-Identifier: MIT
// W3 by hand: 64-128-16 ReLU, triplet loss with margin 1, Adam, 64 triplets: all anchors, all positives, all negatives.
#include "layers.hpp"

namespace {

constexpr int triplets = 64, batch = 3 * triplets, inputs = 64, hidden = 128, width = 16;

struct Network {
  EIGEN_MAKE_ALIGNED_OPERATOR_NEW
  bench::Layer<inputs, hidden, 0, batch> first;
  bench::Layer<hidden, width, decltype(first)::end, batch> second;
  bench::Adam<decltype(second)::end> adam;

  void start(const std::vector<float>& parameters) { adam.start(parameters); }

  /// Mean loss over the triplets; the embeddings' slopes go to the second layer.
  float triplet_margin() {
    constexpr float margin = 1.0F, eps = 1e-6F;
    using Part = Eigen::Array<float, width, triplets>;
    using Row = Eigen::Array<float, 1, triplets>;
    const auto part = [](auto& matrix, int role) { return matrix.template middleCols<triplets>(role * triplets); };
    const Part to_positive = (part(second.values, 0) - part(second.values, 1)).array() + eps;
    const Part to_negative = (part(second.values, 0) - part(second.values, 2)).array() + eps;
    const Row near = to_positive.square().colwise().sum().sqrt();
    const Row far = to_negative.square().colwise().sum().sqrt();
    const Row losses = (near - far + margin).cwiseMax(0.0F);
    const Row active = (losses > 0.0F).select(Row::Constant(1.0F / triplets), 0.0F);
    const Part towards = to_positive.rowwise() * (active / near);
    const Part away = to_negative.rowwise() * (active / far);
    part(second.slopes, 0) = towards - away;
    part(second.slopes, 1) = -towards;
    part(second.slopes, 2) = away;
    return losses.mean();
  }

  float step(const bench::Batch& examples) {
    const float* parameters = adam.parameters.data();
    float* gradient = adam.gradient.data();
    const Eigen::Map<const bench::Matrix<inputs, batch>> x(examples.input.data());
    first.forward(parameters, x);
    first.relu();
    second.forward(parameters, first.values);
    const float loss = triplet_margin();
    second.descend(parameters, first.slopes);
    first.relu_slopes();
    second.gradients(gradient, first.values);
    first.gradients(gradient, x);
    adam.step(0.001F);
    return loss;
  }
};

}  // namespace

int main(int, char** arguments) { bench::serve_network<Network>(bench::read_workload(arguments[1])); }
