// SPDX-License-Identifier: MIT
#pragma once
// Optimizers of the hand-written networks: parameters, gradient and what an optimizer keeps, each a flat array.
#include <cmath>

#include "layers.hpp"

namespace bench {

template <int size>
using Flat = Eigen::Array<float, size, 1>;

template <int size>
struct Sgd {
  Flat<size> parameters, gradient;
  float lr = 0;

  void start(const Workload& workload) {
    parameters = Eigen::Map<const Flat<size>>(workload.parameters.data());
    lr = workload.lr;
  }
  void step() { parameters -= lr * gradient; }
};

/// With momentum 0.9.
template <int size>
struct Momentum : Sgd<size> {
  Flat<size> buffer;

  void start(const Workload& workload) {
    Sgd<size>::start(workload);
    buffer.setZero();
  }
  void step() {
    buffer = 0.9F * buffer + this->gradient;
    this->parameters -= this->lr * buffer;
  }
};

template <int size>
struct Adam : Sgd<size> {
  Flat<size> mean, square;
  double power1 = 1, power2 = 1;

  void start(const Workload& workload) {
    Sgd<size>::start(workload);
    mean.setZero();
    square.setZero();
    power1 = power2 = 1;
  }
  void step() {
    constexpr float beta1 = 0.9F, beta2 = 0.999F, eps = 1e-8F;
    power1 *= 0.9;
    power2 *= 0.999;
    const float rate = static_cast<float>(this->lr / (1 - power1));
    const float correction = static_cast<float>(1 / std::sqrt(1 - power2));
    mean = beta1 * mean + (1 - beta1) * this->gradient;
    square = beta2 * square + (1 - beta2) * this->gradient.square();
    this->parameters -= rate * mean / (square.sqrt() * correction + eps);
  }
};

}  // namespace bench
