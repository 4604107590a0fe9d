// SPDX-License-Identifier: MIT
#pragma once
// Hand-written networks with one and two hidden layers.
#include "losses.hpp"
#include "optimizers.hpp"

namespace bench {

/// Classifies with cross-entropy, or embeds triplets, whose batch is three times as large.
enum class Goal { classes, triplets };

template <Goal goal, class Last>
float loss_of(Last& last, const Workload& workload, const int* rows) {
  if constexpr (goal == Goal::classes) {
    return cross_entropy(last.values, last.slopes, workload.target, rows);
  } else {
    return triplet_margin(last.values, last.slopes);
  }
}

template <Goal goal, class Bend, template <int> class Optimizer, int batch, int inputs, int hidden, int outputs>
struct OneHidden {
  EIGEN_MAKE_ALIGNED_OPERATOR_NEW
  Matrix<inputs, batch> x;
  Layer<inputs, hidden, 0, batch> first;
  Layer<hidden, outputs, decltype(first)::end, batch> second;
  Optimizer<decltype(second)::end> optimizer;
  float loss = 0;

  void start(const Workload& workload) {
    optimizer.start(workload);
    first.start(workload.parameters.data(), optimizer.parameters.data());
    second.start(workload.parameters.data(), optimizer.parameters.data());
  }

  float step(const Workload& workload, const int* rows) {
    const float* parameters = optimizer.parameters.data();
    float* gradient = optimizer.gradient.data();
    gather(workload.input, rows, x);
    first.forward(parameters, x);
    Bend::bend(first);
    second.forward(parameters, first.values);
    const float mean = loss_of<goal>(second, workload, rows);
    second.descend(parameters, first.slopes);
    Bend::slopes(first);
    second.gradients(gradient, first.values);
    first.gradients(gradient, x);
    optimizer.step();
    return mean;
  }
};

template <class Bend, template <int> class Optimizer, int batch, int inputs, int wide, int narrow, int outputs>
struct TwoHidden {
  EIGEN_MAKE_ALIGNED_OPERATOR_NEW
  Matrix<inputs, batch> x;
  Layer<inputs, wide, 0, batch> first;
  Layer<wide, narrow, decltype(first)::end, batch> second;
  Layer<narrow, outputs, decltype(second)::end, batch> third;
  Optimizer<decltype(third)::end> optimizer;
  float loss = 0;

  void start(const Workload& workload) {
    optimizer.start(workload);
    first.start(workload.parameters.data(), optimizer.parameters.data());
    second.start(workload.parameters.data(), optimizer.parameters.data());
    third.start(workload.parameters.data(), optimizer.parameters.data());
  }

  float step(const Workload& workload, const int* rows) {
    const float* parameters = optimizer.parameters.data();
    float* gradient = optimizer.gradient.data();
    gather(workload.input, rows, x);
    first.forward(parameters, x);
    Bend::bend(first);
    second.forward(parameters, first.values);
    Bend::bend(second);
    third.forward(parameters, second.values);
    const float mean = loss_of<Goal::classes>(third, workload, rows);
    third.descend(parameters, second.slopes);
    Bend::slopes(second);
    second.descend(parameters, first.slopes);
    Bend::slopes(first);
    third.gradients(gradient, second.values);
    second.gradients(gradient, first.values);
    first.gradients(gradient, x);
    optimizer.step();
    return mean;
  }
};

}  // namespace bench
