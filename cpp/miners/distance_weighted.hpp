// SPDX-License-Identifier: MIT
#pragma once
// For each anchor and positive one negative, drawn so that all distances on the unit sphere come alike often: in many
// dimensions most negatives lie at distance √2, and a fair draw would see no others.
//
//   weight of a negative at distance d: 1 / (d^(D−2)·(1 − d²/4)^((D−3)/2)), d at least `cutoff`
//
// d is that of rows scaled to length 1. Negatives beyond `farthest` are left out, where there are nearer ones.
// Wu, Manmatha, Smola, Krähenbühl: Sampling matters in deep embedding learning (2017), https://arxiv.org/abs/1706.07567
#include "distances/cosine_distance.hpp"
#include "miners/miner.hpp"

namespace loss_playground {

struct DistanceWeightedMiner {
  static constexpr Descriptor descriptor{
      "distance_weighted",
      "distance-weighted triplets",
      "Negatives of the batch, drawn so that all distances are equally likely.",
      R"(P(n) \propto d^{2 - D} \left(1 - \tfrac14 d^2\right)^{(3 - D) / 2})",
      "Wu, Manmatha, Smola, Krähenbühl 2017",
      "https://arxiv.org/abs/1706.07567",
      {.missing = "It draws from the engine's random number generator, which a script does not reproduce."}};

  double cutoff = 0.5;
  double farthest = 1.4;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("cutoff", cutoff, {0, 2, true}, "Closer negatives are drawn as if they were at this distance.");
    visitor.number("farthest", farthest, {0, 2, true}, "Negatives farther away than this are not drawn.");
  }

  static std::int64_t most_triplets(std::int64_t rows) { return rows * (rows - 1); }

  /// Each anchor looks at all rows, and again for each of its positives.
  static double comparisons(double rows, double alike) { return rows * rows * alike; }

  template <class T>
  void operator()(const MinerCall<T>& call, Triplets& triplets) const {
    for (Index a = 0; a < call.rows(); ++a) {
      const double total = weigh(call, a);
      for (Index p = 0; p < call.rows() && total > 0; ++p)
        if (call.is_positive(a, p)) add_triplet(a, p, draw(call, total), triplets);
    }
  }

 private:
  /// Leaves the weights of an anchor's negatives in the scratch and returns their sum; the largest is 1.
  template <class T>
  double weigh(const MinerCall<T>& call, Index anchor) const {
    const double most = 2 - 1e-6;
    double best = -unbounded;
    const auto logarithm = [&](Index j) {
      const Index n = call.embeddings.cols;
      const T *a = call.embeddings.row(anchor), *b = call.embeddings.row(j);
      const auto dimensions = static_cast<double>(n);
      const double square = 2 * std::max(0.0, static_cast<double>(CosineDistance()(a, b, n)));
      const double d = std::min(std::max(math::sqrt(square), cutoff), most);
      if (math::sqrt(square) > farthest) return -far_penalty;
      return (2 - dimensions) * math::log(d) + 0.5 * (3 - dimensions) * math::log(1 - 0.25 * d * d);
    };
    for (Index j = 0; j < call.rows(); ++j) {
      if (!call.is_negative(anchor, j)) continue;
      call.scratch[j] = static_cast<T>(logarithm(j));
      best = std::max(best, static_cast<double>(call.scratch[j]));
    }
    double total = 0;
    for (Index j = 0; j < call.rows(); ++j) {
      const double log_weight = static_cast<double>(call.scratch[j]) - best;
      call.scratch[j] = call.is_negative(anchor, j) ? static_cast<T>(math::exp(log_weight)) : T(0);
      total += static_cast<double>(call.scratch[j]);
    }
    return total;
  }

  template <class T>
  static Index draw(const MinerCall<T>& call, double total) {
    double rest = call.random.uniform() * total;
    Index last = -1;
    for (Index j = 0; j < call.rows(); ++j) {
      if (!(call.scratch[j] > T(0))) continue;
      last = j;
      rest -= static_cast<double>(call.scratch[j]);
      if (rest < 0) break;
    }
    return last;
  }

  /// So far below any logarithm of a weight that it is drawn only among its like.
  static constexpr double far_penalty = 1e6;
};

}  // namespace loss_playground
