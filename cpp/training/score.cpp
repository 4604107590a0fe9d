// SPDX-License-Identifier: MIT
#include "training/score.hpp"

#include <algorithm>
#include <limits>

namespace loss_playground {

namespace {

double share(Index hits, Index rows) { return rows ? static_cast<double>(hits) / static_cast<double>(rows) : 0; }

}  // namespace

template <class T>
Index read_class(Reading reading, const T* outputs, Index count) {
  if (reading == Reading::logit) return outputs[0] > T(0);
  if (reading == Reading::share) return outputs[0] > T(0.5);
  Index best = 0;
  for (Index c = 1; c < count; ++c)
    if (outputs[c] > outputs[best]) best = c;
  return best;
}

template <class T>
void as_probabilities(Target target, View<T> outputs) {
  if (target == Target::probability || target == Target::sign)
    for (Index i = 0; i < outputs.size(); ++i) outputs.data[i] = math::sigmoid(outputs.data[i]);
  if (target != Target::class_index && target != Target::distribution && target != Target::class_list) return;
  for (Index i = 0; i < outputs.rows; ++i) {
    T* row = outputs.row(i);
    const T largest = *std::max_element(row, row + outputs.cols);
    T sum = T(0);
    for (Index c = 0; c < outputs.cols; ++c) sum += row[c] = math::exp(row[c] - largest);
    for (Index c = 0; c < outputs.cols; ++c) row[c] /= sum;
  }
}

template <class T>
double accuracy(Reading reading, View<const T> outputs, const std::vector<double>& labels) {
  Index hits = 0;
  for (Index i = 0; i < outputs.rows; ++i)
    hits +=
        read_class(reading, outputs.row(i), outputs.cols) == static_cast<Index>(labels[static_cast<std::size_t>(i)]);
  return share(hits, outputs.rows);
}

template <class T>
double r_squared(View<const T> outputs, View<const T> targets) {
  double errors = 0, deviations = 0;
  for (Index j = 0; j < targets.cols; ++j) {
    double sum = 0;
    for (Index i = 0; i < targets.rows; ++i) sum += static_cast<double>(targets(i, j));
    const double mean = sum / static_cast<double>(targets.rows);
    for (Index i = 0; i < targets.rows; ++i) {
      const double truth = static_cast<double>(targets(i, j)), error = static_cast<double>(outputs(i, j)) - truth;
      errors += error * error;
      deviations += (truth - mean) * (truth - mean);
    }
  }
  return deviations > 0 ? 1 - errors / deviations : 0;
}

template <class T>
Index nearest_hits(const Panel<const T>& embeddings, const std::vector<double>& labels, Index first, Index end) {
  constexpr Index lanes = lane_count<T>;
  Lanes<T> places{};
  for (Index lane = 0; lane < lanes; ++lane) places[lane] = static_cast<T>(lane);
  const Lanes<T> count = splat(static_cast<T>(embeddings.examples));
  Index hits = 0;
  for (Index i = first; i < end; ++i) {
    const Lanes<T> self = splat(static_cast<T>(i));
    Lanes<T> nearest = splat(std::numeric_limits<T>::infinity()), found = self;
    for (Index j = 0; j < embeddings.examples; j += lanes) {
      Lanes<T> distance{};
      for (Index k = 0; k < embeddings.features; ++k) {
        const Lanes<T> part = splat(embeddings.feature(k)[i]) - load(embeddings.feature(k) + j);
        distance += part * part;
      }
      const Lanes<T> place = places + splat(static_cast<T>(j));
      const auto closer = (distance < nearest) & (place != self) & (place < count);
      nearest = closer ? distance : nearest;
      found = closer ? place : found;
    }
    // Of equally near rows the first, as if they had been compared one by one.
    Index best = 0;
    for (Index lane = 1; lane < lanes; ++lane)
      if (nearest[lane] < nearest[best] || (nearest[lane] == nearest[best] && found[lane] < found[best])) best = lane;
    const auto row = static_cast<Index>(found[best]);
    hits += row != i && labels[static_cast<std::size_t>(row)] == labels[static_cast<std::size_t>(i)];
  }
  return hits;
}

template Index read_class(Reading, const float*, Index);
template Index read_class(Reading, const double*, Index);
template void as_probabilities(Target, View<float>);
template void as_probabilities(Target, View<double>);
template double accuracy(Reading, View<const float>, const std::vector<double>&);
template double accuracy(Reading, View<const double>, const std::vector<double>&);
template double r_squared(View<const float>, View<const float>);
template double r_squared(View<const double>, View<const double>);
template Index nearest_hits(const Panel<const float>&, const std::vector<double>&, Index, Index);
template Index nearest_hits(const Panel<const double>&, const std::vector<double>&, Index, Index);

}  // namespace loss_playground
