// SPDX-License-Identifier: MIT
#pragma once
// A miner picks the triplets of a labeled batch that a triplet or pair loss learns from; apart from the loss and from
// the distance. An aggregate of its parameters with a descriptor, a bound on what it picks, and one call that appends
// (anchor, positive, negative) rows. A row without a positive or without a negative is no anchor.
#include <memory>
#include <vector>

#include "core/descriptor.hpp"
#include "core/random.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

using Triplets = std::vector<std::int32_t>;

/// Of all miners that compare distances.
inline constexpr const char* mined_remark =
    "Rounding can change which triplet a miner picks, so the numbers may diverge after some steps.";

/// The batch that is mined.
template <class T>
struct MinerCall {
  /// (N, D).
  View<const T> embeddings;
  /// N class numbers.
  const T* labels;
  /// N numbers to work with.
  T* scratch;
  Random& random;

  Index rows() const { return embeddings.rows; }
  bool is_positive(Index anchor, Index row) const { return row != anchor && labels[row] == labels[anchor]; }
  bool is_negative(Index anchor, Index row) const { return labels[row] != labels[anchor]; }
};

inline void add_triplet(Index anchor, Index positive, Index negative, Triplets& triplets) {
  for (Index row : {anchor, positive, negative}) triplets.push_back(static_cast<std::int32_t>(row));
}

/// The first row with the largest (or smallest) number in the scratch among those that `counts` names; −1 if none.
template <class T, class Counts>
Index farthest(const MinerCall<T>& call, Counts counts, bool nearest = false) {
  Index best = -1;
  for (Index j = 0; j < call.rows(); ++j) {
    if (!counts(j)) continue;
    if (best < 0 || (nearest ? call.scratch[j] < call.scratch[best] : call.scratch[j] > call.scratch[best])) best = j;
  }
  return best;
}

/// A miner whose type is known only when running: one virtual call a batch.
template <class T>
class Miner {
 public:
  virtual ~Miner() = default;
  /// The most triplets that a batch of `rows`, at most a million, can give: more than an Index of 32 bits holds.
  virtual std::int64_t most_triplets(std::int64_t rows) const = 0;
  /// Comparisons of rows that picking takes, roughly, of so many rows of which `alike` are of a row's class.
  virtual double comparisons(double rows, double alike) const = 0;
  /// Appends (anchor, positive, negative) rows of the batch.
  virtual void operator()(const MinerCall<T>& call, Triplets& triplets) const = 0;
};

/// The miner with this id; null for `random`, which draws from the whole set, and for an unknown id.
template <class T>
std::unique_ptr<Miner<T>> make_miner(const Spec& spec);

std::vector<Entry> miner_entries();

}  // namespace loss_playground
