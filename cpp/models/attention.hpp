// SPDX-License-Identifier: MIT
#pragma once
// Causal attention: each place takes a mixture of what it and the places before it offer.
//
//   p_ij = softmax_j≤i(q_i · k_j / √(head size)),  o_i = Σ_j p_ij v_j
//
// Queries, keys and values stand side by side in one matrix of (rows × places, 3 × width), each cut into heads. As
// torch's scaled_dot_product_attention(is_causal=True).
// Vaswani et al.: Attention is all you need (2017), https://arxiv.org/abs/1706.03762
#include "core/math.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

struct AttentionShape {
  Index rows, places, heads, width;
  Index head() const { return width / heads; }
  Index shares() const { return rows * heads * places * places; }
};

template <class T>
T dot(const T* a, const T* b, Index n) {
  T sum = T(0);
  for (Index i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

template <class T>
void add_scaled(T* to, const T* from, T scale, Index n) {
  for (Index i = 0; i < n; ++i) to[i] += scale * from[i];
}

/// The shares of one place over the places up to it, from its scores.
template <class T>
void softmax(T* scores, Index n) {
  const T largest = *std::max_element(scores, scores + n);
  T sum = T(0);
  for (Index j = 0; j < n; ++j) sum += scores[j] = math::exp(scores[j] - largest);
  for (Index j = 0; j < n; ++j) scores[j] /= sum;
}

/// Calls use(row of q, k, v in the matrix for a place, first share) for each batch row and head.
template <class Use>
void each_head(const AttentionShape& shape, Use use) {
  for (Index r = 0; r < shape.rows; ++r)
    for (Index h = 0; h < shape.heads; ++h)
      use(r * shape.places, h * shape.head(), (r * shape.heads + h) * shape.places * shape.places);
}

/// `shares` (rows, heads, places, places) keeps p for the way back; those of later places are 0.
template <class T>
void attention_forward(const AttentionShape& shape, View<const T> qkv, T* shares, View<T> outputs) {
  const Index n = shape.head(), width = shape.width;
  const T scale = T(1) / math::sqrt(static_cast<T>(n));
  std::fill_n(outputs.data, outputs.size(), T(0));
  each_head(shape, [&](Index first, Index column, Index share) {
    for (Index i = 0; i < shape.places; ++i) {
      T* p = shares + share + i * shape.places;
      const T* q = qkv.row(first + i) + column;
      for (Index j = 0; j <= i; ++j) p[j] = scale * dot(q, qkv.row(first + j) + width + column, n);
      softmax(p, i + 1);
      std::fill(p + i + 1, p + shape.places, T(0));
      T* out = outputs.row(first + i) + column;
      for (Index j = 0; j <= i; ++j) add_scaled(out, qkv.row(first + j) + 2 * width + column, p[j], n);
    }
  });
}

/// From the gradient of the outputs: that of queries, keys and values. `scratch` holds a number a place.
template <class T>
void attention_backward(const AttentionShape& shape, View<const T> qkv, const T* shares, View<const T> slope,
                        T* scratch, View<T> below) {
  const Index n = shape.head(), width = shape.width;
  const T scale = T(1) / math::sqrt(static_cast<T>(n));
  std::fill_n(below.data, below.size(), T(0));
  each_head(shape, [&](Index first, Index column, Index share) {
    for (Index i = 0; i < shape.places; ++i) {
      const T* p = shares + share + i * shape.places;
      const T* above = slope.row(first + i) + column;
      T mean = T(0);
      for (Index j = 0; j <= i; ++j) {
        scratch[j] = dot(above, qkv.row(first + j) + 2 * width + column, n);
        mean += p[j] * scratch[j];
        add_scaled(below.row(first + j) + 2 * width + column, above, p[j], n);
      }
      for (Index j = 0; j <= i; ++j) {
        const T score = scale * p[j] * (scratch[j] - mean);
        add_scaled(below.row(first + i) + column, qkv.row(first + j) + width + column, score, n);
        add_scaled(below.row(first + j) + width + column, qkv.row(first + i) + column, score, n);
      }
    }
  });
}

}  // namespace loss_playground
