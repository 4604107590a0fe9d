// SPDX-License-Identifier: MIT
#pragma once
// The evaluation of lists of relevances.
#include "training/row_evaluation.hpp"

namespace loss_playground {

/// The score is NDCG@10; R² and Spearman's correlation of the test lists are judged, too.
template <class T>
class ListEvaluation final : public RowEvaluation<T> {
 public:
  using RowEvaluation<T>::RowEvaluation;

  ExtraMetrics extra_metrics() const override { return ranking_metrics; }

 protected:
  T losses(View<const T> outputs, View<const T> targets, const std::vector<std::int32_t>& triplets) override;
  std::vector<T> terms(Index rows) const override;
  void describe_test(Metrics& metrics) const override;
  double score(View<const T> outputs, View<const T> targets, const std::vector<double>& labels) const override;
};

}  // namespace loss_playground
