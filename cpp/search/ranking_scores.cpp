// SPDX-License-Identifier: MIT
#include "search/ranking_scores.hpp"

#include "core/math.hpp"

namespace loss_playground {

namespace {

/// Places counted: as many numbers above this one, or equal and before it.
template <class T>
Index place_of(const T* row, Index count, Index at) {
  Index before = 0;
  for (Index j = 0; j < count; ++j) before += row[j] > row[at] || (row[j] == row[at] && j < at);
  return before;
}

/// Mean rank of a number among all, from 0; equal ones share it.
template <class T>
double rank_of(const T* row, Index count, Index at) {
  Index below = 0, equal = 0;
  for (Index j = 0; j < count; ++j) {
    below += row[j] < row[at];
    equal += row[j] == row[at];
  }
  return static_cast<double>(below) + 0.5 * static_cast<double>(equal - 1);
}

template <class T>
double gain_of(const T* order, const T* relevances, Index count) {
  constexpr double ln2 = 0.69314718055994530942;
  double sum = 0;
  for (Index j = 0; j < count; ++j) {
    const Index place = place_of(order, count, j);
    if (place < 10)
      sum += math::expm1(ln2 * static_cast<double>(relevances[j])) * ln2 / math::log(2 + static_cast<double>(place));
  }
  return sum;
}

}  // namespace

template <class T>
double ndcg_at_10(View<const T> scores, View<const T> relevances) {
  double sum = 0;
  for (Index i = 0; i < scores.rows; ++i) {
    const double best = gain_of(relevances.row(i), relevances.row(i), scores.cols);
    sum += best > 0 ? gain_of(scores.row(i), relevances.row(i), scores.cols) / best : 1;
  }
  return scores.rows ? sum / static_cast<double>(scores.rows) : 0;
}

template <class T>
double spearman(View<const T> scores, View<const T> relevances) {
  const double middle = 0.5 * static_cast<double>(scores.cols - 1);
  double sum = 0, lists = 0;
  for (Index i = 0; i < scores.rows; ++i) {
    double both = 0, first = 0, second = 0;
    for (Index j = 0; j < scores.cols; ++j) {
      const double a = rank_of(scores.row(i), scores.cols, j) - middle;
      const double b = rank_of(relevances.row(i), scores.cols, j) - middle;
      both += a * b;
      first += a * a;
      second += b * b;
    }
    if (!(second > 0)) continue;
    ++lists;
    if (first > 0) sum += both / math::sqrt(first * second);
  }
  return lists > 0 ? sum / lists : 0;
}

template double ndcg_at_10(View<const float>, View<const float>);
template double ndcg_at_10(View<const double>, View<const double>);
template double spearman(View<const float>, View<const float>);
template double spearman(View<const double>, View<const double>);

}  // namespace loss_playground
