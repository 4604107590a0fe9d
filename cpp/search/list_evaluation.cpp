// SPDX-License-Identifier: MIT
#include "search/list_evaluation.hpp"

#include "search/ranking_scores.hpp"
#include "training/score.hpp"

namespace loss_playground {

namespace {

/// All numbers of all lists as one column, so that R² takes one mean over them.
template <class T>
View<T> as_column(View<T> lists) {
  return {lists.data, lists.size(), 1};
}

}  // namespace

template <class T>
void ListEvaluation<T>::describe_test(Metrics& metrics) const {
  const Index rows = this->examples_.test.size();
  metrics[Metric::r_squared] = r_squared(as_column(this->outputs(rows)), as_column(this->targets(rows)));
  metrics[Metric::spearman] = spearman(this->outputs(rows), this->targets(rows));
}

template <class T>
T ListEvaluation<T>::losses(View<const T> outputs, View<const T> targets, const std::vector<std::int32_t>& triplets) {
  if (this->examples_.target != Target::order) return RowEvaluation<T>::losses(outputs, targets, triplets);
  return this->feed_.ordered(outputs, targets, this->values_.data(), {}).divisor;
}

template <class T>
std::vector<T> ListEvaluation<T>::terms(Index rows) const {
  if (this->examples_.target != Target::order) return RowEvaluation<T>::terms(rows);
  std::vector<T> counts;
  for (Index i = 0; i < rows; ++i) counts.push_back(static_cast<T>(LossFeed<T>::pairs_of(this->targets(rows), i)));
  return counts;
}

template <class T>
double ListEvaluation<T>::score(View<const T> outputs, View<const T> targets, const std::vector<double>&) const {
  return ndcg_at_10(outputs, targets);
}

template class ListEvaluation<float>;
template class ListEvaluation<double>;

}  // namespace loss_playground
