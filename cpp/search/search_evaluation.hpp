// SPDX-License-Identifier: MIT
#pragma once
// The evaluation of a search, by its Retrieval.
#include "search/plane.hpp"
#include "search/retrieval.hpp"
#include "search/search_data.hpp"

namespace loss_playground {

template <class T>
class SearchEvaluation final : public Evaluation<T>, public SearchView {
 public:
  SearchEvaluation(const Experiment& experiment, const Examples<T>& examples, const SearchData& data);

  bool judge_piece(const T* parameters, bool train, Judgement& found, Metrics& metrics) override;
  void restart() override { has_cost_ = false; }
  RowLosses<T> row_losses(const T* parameters, bool train) override {
    return placed(parameters).row_losses(parameters, train);
  }
  ExtraMetrics extra_metrics() const override { return search_metrics; }
  double work(Index parameter_count) const override;
  void forget() override { placed_ = false; }
  void reset() override { plane_.forget(); }
  SearchView* search() override { return this; }

  const SearchTexts& texts() const override { return *texts_; }
  std::vector<Hit> search(const std::string& query, Index k, Error& error) override;
  EmbeddingMap embedding_map(MapOf which) override;
  Diagnosis diagnose() override;

 private:
  using Evaluation<T>::examples_;
  using Evaluation<T>::run_;

  Retrieval<T>& placed(const T* parameters);

  std::shared_ptr<const SearchTexts> texts_;
  /// That the experiment gives its loss; 0 if it gives none.
  double margin_ = 0;
  Retrieval<T> retrieval_;
  PrincipalPlane plane_;
  bool placed_ = false;
  /// Whether the cost of the set that is judged is known, so that its score is next.
  bool has_cost_ = false;
};

}  // namespace loss_playground
