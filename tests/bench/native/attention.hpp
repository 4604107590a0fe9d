// SPDX-License-Identifier: MIT
#pragma once
// Layers of the hand-written transformers: a row is a token.
#include <array>
#include <cmath>
#include <limits>

#include "layers.hpp"

namespace bench {

template <int rows, int columns>
using Rows = Eigen::Matrix<float, rows, columns, columns == 1 ? Eigen::ColMajor : Eigen::RowMajor>;

/// Weights row by row, a row an output, and then biases.
template <int n, int from, int to>
struct Linear {
  using Weight = Rows<to, from>;
  Rows<n, to> values, slopes;

  static Eigen::Map<const Weight> weight(const float* parameters) { return Eigen::Map<const Weight>(parameters); }
  void forward(const float* parameters, const Rows<n, from>& x) {
    values.noalias() = x * weight(parameters).transpose();
    values.rowwise() += Eigen::Map<const Rows<1, to>>(parameters + to * from);
  }
  static void gradients(float* gradient, const Rows<n, from>& x, const Rows<n, to>& slopes) {
    Eigen::Map<Weight>{gradient}.noalias() = slopes.transpose() * x;
    Eigen::Map<Rows<1, to>>(gradient + to * from) = slopes.colwise().sum();
  }
  static void descend(const float* parameters, const Rows<n, to>& slopes, Rows<n, from>& below) {
    below.noalias() = slopes * weight(parameters);
  }
};

/// LayerNorm: gains, and then biases.
template <int n, int width>
struct Norm {
  using Row = Eigen::Array<float, 1, width>;
  Rows<n, width> unit, values, slopes;
  Eigen::Array<float, n, 1> inverse;

  void forward(const float* parameters, const Rows<n, width>& x) {
    const Eigen::Map<const Row> gain(parameters), bias(parameters + width);
    for (int i = 0; i < n; ++i) {
      const Row centered = x.row(i).array() - x.row(i).mean();
      inverse[i] = 1 / std::sqrt(centered.square().mean() + 1e-5F);
      unit.row(i) = centered * inverse[i];
      values.row(i) = unit.row(i).array() * gain + bias;
    }
  }
  /// Adds the slopes of what was normalized to `below`.
  void backward(const float* parameters, float* gradient, Rows<n, width>& below) const {
    const Eigen::Map<const Row> gain(parameters);
    Row gains = Row::Zero(), biases = Row::Zero();
    for (int i = 0; i < n; ++i) {
      const Row slope = slopes.row(i), x = unit.row(i), scaled = slope * gain;
      gains += slope * x;
      biases += slope;
      below.row(i).array() += inverse[i] * (scaled - scaled.mean() - x * (scaled * x).mean());
    }
    Eigen::Map<Row>{gradient} = gains;
    Eigen::Map<Row>{gradient + width} = biases;
  }
};

/// Queries, keys and values are side by side in a row. Each place mixes the values up to its own.
template <int batch, int context, int heads, int width>
struct CausalAttention {
  static constexpr int n = batch * context, head = width / heads;
  using Shares = Rows<context, context>;
  using Part = Rows<context, head>;
  std::array<Shares, static_cast<std::size_t>(batch) * heads> shares;
  const float scale = 1 / std::sqrt(static_cast<float>(head));

  /// The part of an example and a head: queries (0), keys (1) or values (2).
  template <class Matrix>
  static auto part(Matrix& matrix, int example, int h, int which = 0) {
    return matrix.template block<context, head>(example * context, which * width + h * head);
  }

  void forward(const Rows<n, 3 * width>& qkv, Rows<n, width>& mixed) {
    Shares mask = Shares::Zero();
    mask.template triangularView<Eigen::StrictlyUpper>().setConstant(-std::numeric_limits<float>::max());
    for (int e = 0; e < batch; ++e)
      for (int h = 0; h < heads; ++h) {
        Shares& p = shares[static_cast<std::size_t>(e * heads + h)];
        const Rows<head, context> keys = part(qkv, e, h, 1).transpose();
        p = scale * part(qkv, e, h, 0).lazyProduct(keys);
        p += mask;
        const Eigen::Matrix<float, context, 1> largest = p.rowwise().maxCoeff();
        p = (p.colwise() - largest).array().exp();
        const Eigen::Matrix<float, context, 1> inverse = p.rowwise().sum().cwiseInverse();
        p.array().colwise() *= inverse.array();
        part(mixed, e, h) = p.lazyProduct(part(qkv, e, h, 2));
      }
  }

  void backward(const Rows<n, 3 * width>& qkv, const Rows<n, width>& above, Rows<n, 3 * width>& slopes) const {
    for (int e = 0; e < batch; ++e)
      for (int h = 0; h < heads; ++h) {
        const Shares& p = shares[static_cast<std::size_t>(e * heads + h)];
        const Part outputs = part(above, e, h);
        part(slopes, e, h, 2) = p.transpose().lazyProduct(outputs);
        const Rows<head, context> values = part(qkv, e, h, 2).transpose();
        Shares score = outputs.lazyProduct(values);
        const Eigen::Matrix<float, context, 1> mean = p.cwiseProduct(score).rowwise().sum();
        score = scale * p.cwiseProduct(score.colwise() - mean);
        part(slopes, e, h, 0) = score.lazyProduct(part(qkv, e, h, 1));
        part(slopes, e, h, 1) = score.transpose().lazyProduct(part(qkv, e, h, 0));
      }
  }
};

}  // namespace bench
