// SPDX-License-Identifier: MIT
#pragma once
// Causal attention: each place takes a mixture of what it and the places before it offer.
//
//   p_ij = softmax_j≤i(q_i · k_j / √(head size)),  o_i = Σ_j p_ij v_j
//
// Queries, keys and values are the features of one panel, 3 × width, each cut into heads. The panel has a column
// for each place of each example, place after place, so that a vector holds the same place of several examples. As
// torch's scaled_dot_product_attention(is_causal=True).
// Vaswani et al.: Attention is all you need (2017), https://arxiv.org/abs/1706.03762
#include "core/math.hpp"
#include "models/products.hpp"

namespace loss_playground {

struct AttentionShape {
  /// `rows` is a multiple of the numbers in a vector.
  Index rows, places, heads, width;
  Index head() const { return width / heads; }
  Index shares() const { return rows * heads * places * places; }
};

/// One head on one vector of examples: feature c of place i, and the shares of place i over place j.
template <class T>
struct AttentionHead {
  AttentionShape shape;
  Index number, row;

  template <class Number>
  Number* at(const Panel<Number>& panel, Index part, Index feature, Index place) const {
    return panel.feature(part * shape.width + number * shape.head() + feature) + place * shape.rows + row;
  }
  Index share(Index i, Index j) const { return ((number * shape.places + i) * shape.places + j) * shape.rows + row; }
  /// Σ_c a_ic · b_jc.
  Lanes<T> dot(const Panel<const T>& a, Index part_a, Index i, const Panel<const T>& b, Index part_b, Index j) const {
    Lanes<T> sum{};
    for (Index c = 0; c < shape.head(); ++c) sum += load(at(a, part_a, c, i)) * load(at(b, part_b, c, j));
    return sum;
  }
};

enum AttentionPart : Index { queries, keys, values };

template <class T, class Use>
void each_head(const AttentionShape& shape, Use use) {
  for (Index h = 0; h < shape.heads; ++h)
    for (Index row = 0; row < shape.rows; row += lane_count<T>) use(AttentionHead<T>{shape, h, row});
}

/// Writes the shares and the mixture of one place.
template <class T>
void attend(const AttentionHead<T>& head, const Panel<const T>& qkv, Index i, T* shares, const Panel<T>& outputs) {
  const T scale = T(1) / math::sqrt(static_cast<T>(head.shape.head()));
  Lanes<T> largest = splat(-std::numeric_limits<T>::infinity()), sum{};
  for (Index j = 0; j <= i; ++j) {
    const Lanes<T> score = scale * head.dot(qkv, queries, i, qkv, keys, j);
    store(shares + head.share(i, j), score);
    largest = score > largest ? score : largest;
  }
  for (Index j = 0; j <= i; ++j) {
    const Lanes<T> term = math::exp(load(shares + head.share(i, j)) - largest);
    store(shares + head.share(i, j), term);
    sum += term;
  }
  for (Index j = 0; j <= i; ++j) store(shares + head.share(i, j), load(shares + head.share(i, j)) / sum);
  for (Index c = 0; c < head.shape.head(); ++c) {
    Lanes<T> mixture{};
    for (Index j = 0; j <= i; ++j) mixture += load(shares + head.share(i, j)) * load(head.at(qkv, values, c, j));
    store(head.at(outputs, 0, c, i), mixture);
  }
}

/// `shares` (heads, places, places, rows) keeps p for the way back; those of later places are not written.
template <class T>
void attention_forward(const AttentionShape& shape, const Panel<const T>& qkv, T* shares, const Panel<T>& outputs) {
  each_head<T>(shape, [&](const AttentionHead<T>& head) {
    for (Index i = 0; i < shape.places; ++i) attend(head, qkv, i, shares, outputs);
  });
}

/// From the gradient of the outputs: that of queries, keys and values. `scratch` holds a vector a place.
template <class T>
void attention_backward(const AttentionShape& shape, const Panel<const T>& qkv, const T* shares,
                        const Panel<const T>& slope, T* scratch, const Panel<T>& below) {
  constexpr Index lanes = lane_count<T>;
  const T scale = T(1) / math::sqrt(static_cast<T>(shape.head()));
  each_head<T>(shape, [&](const AttentionHead<T>& head) {
    // Place j is first added to by i = j.
    const auto add = [](T* to, Lanes<T> part, bool first) { store(to, first ? part : load(to) + part); };
    for (Index i = 0; i < shape.places; ++i) {
      Lanes<T> mean{};
      for (Index j = 0; j <= i; ++j) {
        const Lanes<T> of_share = head.dot(slope, 0, i, qkv, values, j);
        store(scratch + j * lanes, of_share);
        mean += load(shares + head.share(i, j)) * of_share;
      }
      for (Index j = 0; j <= i; ++j)
        store(scratch + j * lanes, scale * load(shares + head.share(i, j)) * (load(scratch + j * lanes) - mean));
      for (Index c = 0; c < shape.head(); ++c) {
        const Lanes<T> above = load(head.at(slope, 0, c, i)), query = load(head.at(qkv, queries, c, i));
        Lanes<T> query_slope{};
        for (Index j = 0; j <= i; ++j) {
          const Lanes<T> score = load(scratch + j * lanes);
          query_slope += score * load(head.at(qkv, keys, c, j));
          add(head.at(below, keys, c, j), score * query, i == j);
          add(head.at(below, values, c, j), load(shares + head.share(i, j)) * above, i == j);
        }
        store(head.at(below, queries, c, i), query_slope);
      }
    }
  });
}

}  // namespace loss_playground
