// SPDX-License-Identifier: MIT
#pragma once
// A transformer by hand: a row is a token, sizes are fixed at compile time. As cpp/models/transformer.cpp: LayerNorm
// before attention and before the network, SiLU, causal attention, a table of positions, an output layer of its own.
#include <array>

#include "attention.hpp"
#include "optimizers.hpp"

namespace bench {

/// Sizes of a model and of its batch.
struct Shape {
  int width, blocks, heads, hidden, context, tokens, batch;
  constexpr int rows() const { return batch * context; }
  constexpr int block_size() const { return width * (4 * width + 2 * hidden + 9) + hidden; }
  constexpr int first_block() const { return (tokens + context) * width; }
  constexpr int last_norm() const { return first_block() + blocks * block_size(); }
  constexpr int size() const { return last_norm() + (2 + tokens) * width; }
};

template <Shape shape>
struct Block {
  static constexpr int n = shape.rows(), width = shape.width, hidden = shape.hidden;
  Norm<n, width> norm1, norm2;
  Linear<n, width, 3 * width> attention;
  Linear<n, width, width> projection;
  Linear<n, width, hidden> expand;
  Linear<n, hidden, width> contract;
  CausalAttention<shape.batch, shape.context, shape.heads, width> mixing;
  Rows<n, width> mixed, mixed_slopes;
  Rows<n, hidden> sigmoid, bent;

  /// Where each part begins, from the block's first parameter.
  static constexpr int at_attention = 2 * width, at_projection = at_attention + 3 * width * (width + 1),
                       at_norm2 = at_projection + width * (width + 1), at_expand = at_norm2 + 2 * width,
                       at_contract = at_expand + hidden * (width + 1);

  void forward(const float* parameters, Rows<n, width>& stream) {
    norm1.forward(parameters, stream);
    attention.forward(parameters + at_attention, norm1.values);
    mixing.forward(attention.values, mixed);
    projection.forward(parameters + at_projection, mixed);
    stream += projection.values;
    norm2.forward(parameters + at_norm2, stream);
    expand.forward(parameters + at_expand, norm2.values);
    sigmoid = expand.values.array().logistic();
    bent = expand.values.cwiseProduct(sigmoid);
    contract.forward(parameters + at_contract, bent);
    stream += contract.values;
  }

  /// `slopes` are those of the stream after the block, then of the stream before it.
  void backward(const float* parameters, float* gradient, Rows<n, width>& slopes) {
    contract.gradients(gradient + at_contract, bent, slopes);
    contract.descend(parameters + at_contract, slopes, expand.slopes);
    expand.slopes.array() *= sigmoid.array() + bent.array() * (1 - sigmoid.array());
    expand.gradients(gradient + at_expand, norm2.values, expand.slopes);
    expand.descend(parameters + at_expand, expand.slopes, norm2.slopes);
    norm2.backward(parameters + at_norm2, gradient + at_norm2, slopes);
    projection.gradients(gradient + at_projection, mixed, slopes);
    projection.descend(parameters + at_projection, slopes, mixed_slopes);
    mixing.backward(attention.values, mixed_slopes, attention.slopes);
    attention.gradients(gradient + at_attention, norm1.values, attention.slopes);
    attention.descend(parameters + at_attention, attention.slopes, norm1.slopes);
    norm1.backward(parameters, gradient, slopes);
  }
};

template <Shape shape>
struct Transformer {
  EIGEN_MAKE_ALIGNED_OPERATOR_NEW
  static constexpr int n = shape.rows(), width = shape.width, tokens = shape.tokens, context = shape.context;
  using Table = Rows<tokens, width>;
  using Positions = Rows<context, width>;
  std::array<Block<shape>, static_cast<std::size_t>(shape.blocks)> blocks;
  Norm<n, width> norm;
  Rows<n, width> stream, slopes;
  Rows<n, tokens> logits, logit_slopes;
  Adam<shape.size()> adam;
  float loss = 0;

  void start(const Workload& workload) { adam.start(workload); }

  float step(const Workload& workload, const int* rows) {
    const float* parameters = adam.parameters.data();
    float* gradient = adam.gradient.data();
    embed(workload, rows, parameters);
    for (int k = 0; k < shape.blocks; ++k) blocks[static_cast<std::size_t>(k)].forward(block_of(parameters, k), stream);
    norm.forward(parameters + shape.last_norm(), stream);
    constexpr int at_output = shape.last_norm() + 2 * width;
    const Eigen::Map<const Table> output(parameters + at_output);
    logits.noalias() = norm.values * output.transpose();
    const float mean = cross_entropy(workload, rows);
    Eigen::Map<Table>(gradient + at_output).noalias() = logit_slopes.transpose() * norm.values;
    norm.slopes.noalias() = logit_slopes * output;
    slopes.setZero();
    norm.backward(parameters + shape.last_norm(), gradient + shape.last_norm(), slopes);
    for (int k = shape.blocks - 1; k >= 0; --k)
      blocks[static_cast<std::size_t>(k)].backward(block_of(parameters, k), block_of(gradient, k), slopes);
    scatter(workload, rows, gradient);
    adam.step();
    return mean;
  }

 private:
  template <class Number>
  static Number* block_of(Number* parameters, int k) {
    return parameters + shape.first_block() + k * shape.block_size();
  }
  static int token_at(const std::vector<float>& from, const int* rows, int row) {
    return static_cast<int>(from[static_cast<std::size_t>(rows[row / context] * context + row % context)]);
  }

  void embed(const Workload& workload, const int* rows, const float* parameters) {
    const Eigen::Map<const Table> table(parameters);
    const Eigen::Map<const Positions> positions(parameters + tokens * width);
    for (int i = 0; i < n; ++i)
      stream.row(i) = table.row(token_at(workload.input, rows, i)) + positions.row(i % context);
  }

  void scatter(const Workload& workload, const int* rows, float* gradient) const {
    Eigen::Map<Table> table(gradient);
    Eigen::Map<Positions> positions(gradient + tokens * width);
    table.setZero();
    positions.setZero();
    for (int i = 0; i < n; ++i) {
      table.row(token_at(workload.input, rows, i)) += slopes.row(i);
      positions.row(i % context) += slopes.row(i);
    }
  }

  /// Mean over the tokens that are to be predicted; others have a negative target.
  float cross_entropy(const Workload& workload, const int* rows) {
    int counted = 0;
    float sum = 0;
    for (int i = 0; i < n; ++i) {
      const int label = token_at(workload.target, rows, i);
      if (label < 0) {
        logit_slopes.row(i).setZero();
        continue;
      }
      const float largest = logits.row(i).maxCoeff();
      logit_slopes.row(i) = (logits.row(i).array() - largest).exp();
      const float total = logit_slopes.row(i).sum();
      logit_slopes.row(i) /= total;
      logit_slopes(i, label) -= 1;
      sum += std::log(total) + largest - logits(i, label);
      ++counted;
    }
    logit_slopes /= static_cast<float>(counted);
    return sum / static_cast<float>(counted);
  }
};

}  // namespace bench
