// SPDX-License-Identifier: MIT
// W1 by hand: 2-4-2-1 tanh, squared error, SGD, batch 10. All sizes are fixed at compile time, so that Eigen unrolls
// the small products; a column is an example.
#include "layers.hpp"

namespace {

constexpr int batch = 10;

using bench::Matrix;

/// Its weights are its own, and take their steps at once.
template <int inputs, int outputs>
struct Layer {
  Matrix<outputs, inputs> weight;
  Matrix<outputs, 1> bias;
  Matrix<outputs, batch> values, slopes;

  const float* start(const float* from) {
    weight = Eigen::Map<const Eigen::Matrix<float, outputs, inputs, inputs == 1 ? 0 : Eigen::RowMajor>>(from);
    bias = Eigen::Map<const Matrix<outputs, 1>>(from + inputs * outputs);
    return from + (inputs + 1) * outputs;
  }
  template <class Inputs>
  void forward(const Inputs& x) {
    values = weight.lazyProduct(x);
    values.colwise() += bias;
  }
  void tanh() { values = values.array().tanh(); }
  void tanh_slopes() { slopes.array() *= 1 - values.array().square(); }
  template <class Inputs>
  void descend(const Inputs& x, float lr) {
    weight -= lr * slopes.lazyProduct(x.transpose()).eval();
    bias -= lr * slopes.rowwise().sum();
  }
};

struct Network {
  Layer<2, 4> first;
  Layer<4, 2> second;
  Layer<2, 1> third;
  float loss = 0;

  void start(const bench::Workload& workload) { third.start(second.start(first.start(workload.parameters.data()))); }

  float step(const bench::Workload& workload, const int* rows) {
    Matrix<2, batch> x;
    Matrix<1, batch> y;
    bench::gather(workload.input, rows, x);
    bench::gather(workload.target, rows, y);
    first.forward(x);
    first.tanh();
    second.forward(first.values);
    second.tanh();
    third.forward(second.values);
    const Matrix<1, batch> error = third.values - y;
    third.slopes = error * (2.0F / batch);
    second.slopes = third.weight.transpose().lazyProduct(third.slopes);
    second.tanh_slopes();
    first.slopes = second.weight.transpose().lazyProduct(second.slopes);
    first.tanh_slopes();
    third.descend(second.values, workload.lr);
    second.descend(first.values, workload.lr);
    first.descend(x, workload.lr);
    return error.squaredNorm() / batch;
  }
};

}  // namespace

int main(int, char** arguments) { return bench::serve_network<Network>(arguments[1]); }
