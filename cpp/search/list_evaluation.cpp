// SPDX-License-Identifier: MIT
#include "search/list_evaluation.hpp"

#include "search/ranking_scores.hpp"
#include "training/score.hpp"

namespace loss_playground {

template <class T>
Judgement ListEvaluation<T>::test(const T* parameters, Metrics& metrics) {
  const Judgement found = RowEvaluation<T>::test(parameters, metrics);
  const Index rows = this->examples_.test.size();
  metrics[Metric::r_squared] = r_squared(this->outputs(rows), this->targets(rows));
  metrics[Metric::spearman] = spearman(this->outputs(rows), this->targets(rows));
  return found;
}

template <class T>
T ListEvaluation<T>::losses(View<const T> outputs, View<const T> targets, const std::vector<std::int32_t>& triplets) {
  if (this->examples_.target != Target::order) return RowEvaluation<T>::losses(outputs, targets, triplets);
  return this->feed_.ordered(outputs, targets, this->values_.data(), {}).divisor;
}

template <class T>
double ListEvaluation<T>::score(View<const T> outputs, View<const T> targets, const std::vector<double>&) const {
  return ndcg_at_10(outputs, targets);
}

template class ListEvaluation<float>;
template class ListEvaluation<double>;

}  // namespace loss_playground
