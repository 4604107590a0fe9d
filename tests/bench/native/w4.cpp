// SPDX-License-Identifier: MIT
// W4 by hand: the next of 27 tokens from 8, embedding 16, 128 tanh, cross-entropy, Adam, batch 64.
#include "losses.hpp"
#include "optimizers.hpp"

namespace {

constexpr int batch = 64, tokens = 27, context = 8, embedding = 16, hidden = 128;

struct Network {
  EIGEN_MAKE_ALIGNED_OPERATOR_NEW
  /// A column is a token's embedding.
  using Table = bench::Matrix<embedding, tokens>;
  bench::Matrix<context * embedding, batch> embedded, embedded_slopes;
  bench::Layer<context * embedding, hidden, embedding * tokens, batch> first;
  bench::Layer<hidden, tokens, decltype(first)::end, batch> second;
  bench::Adam<decltype(second)::end> adam;
  float loss = 0;

  void start(const bench::Workload& workload) { adam.start(workload); }

  /// Calls use(token, first row of its embedding, example) for each token of the batch.
  template <class Use>
  static void each_token(const bench::Workload& workload, const int* rows, Use use) {
    for (int example = 0; example < batch; ++example) {
      const float* next = workload.input.data() + rows[example] * context;
      for (int place = 0; place < context; ++place) use(static_cast<int>(*next++), place * embedding, example);
    }
  }

  float step(const bench::Workload& workload, const int* rows) {
    const float* parameters = adam.parameters.data();
    float* gradient = adam.gradient.data();
    const Eigen::Map<const Table> table(parameters);
    Eigen::Map<Table> table_gradient(gradient);
    each_token(workload, rows, [&](int token, int row, int example) {
      embedded.template block<embedding, 1>(row, example) = table.col(token);
    });
    first.forward(parameters, embedded);
    first.tanh();
    second.forward(parameters, first.values);
    const float mean = bench::cross_entropy(second.values, second.slopes, workload.target, rows);
    second.descend(parameters, first.slopes);
    first.tanh_slopes();
    first.descend(parameters, embedded_slopes);
    second.gradients(gradient, first.values);
    first.gradients(gradient, embedded);
    table_gradient.setZero();
    each_token(workload, rows, [&](int token, int row, int example) {
      table_gradient.col(token) += embedded_slopes.template block<embedding, 1>(row, example);
    });
    adam.step();
    return mean;
  }
};

}  // namespace

int main(int, char** arguments) { return bench::serve_network<Network>(arguments[1]); }
