// SPDX-License-Identifier: MIT
#include "search/search_evaluation.hpp"

namespace loss_playground {

template <class T>
SearchEvaluation<T>::SearchEvaluation(const Experiment& experiment, const Examples<T>& examples, const SearchData& data)
    : Evaluation<T>(experiment, examples), texts_(data.texts), retrieval_(experiment, examples) {
  for (const auto& [name, value] : experiment.loss.params)
    if (const auto* number = std::get_if<double>(&value); number && name == "margin") margin_ = *number;
}

template <class T>
double SearchEvaluation<T>::work(Index parameter_count) const {
  // Of the training queries as many are compared with all documents as of the test queries.
  return Evaluation<T>::work(parameter_count) +
         2 * static_cast<double>(examples_.form.outputs * examples_.first_anchor) *
             static_cast<double>(examples_.test.size());
}

template <class T>
Retrieval<T>& SearchEvaluation<T>::placed(const T* parameters) {
  if (!placed_) retrieval_.place_documents(parameters);
  placed_ = true;
  return retrieval_;
}

template <class T>
bool SearchEvaluation<T>::judge_piece(const T* parameters, bool train, Judgement& found, Metrics& metrics) {
  if (!placed_) {
    placed(parameters);
    return false;
  }
  if (!has_cost_) {
    found.cost = retrieval_.cost(parameters, train);
    has_cost_ = true;
    return false;
  }
  restart();
  if (train) {
    found.score = retrieval_.train_recall_at_10();
    return true;
  }
  const RetrievalNumbers numbers = retrieval_.test_numbers();
  found.score = numbers.recall_at_10;
  metrics[Metric::recall_at_1] = numbers.recall_at_1;
  metrics[Metric::mean_reciprocal_rank] = numbers.mean_reciprocal_rank;
  metrics[Metric::positive_distance] = numbers.positive_distance;
  metrics[Metric::negative_distance] = numbers.negative_distance;
  metrics[Metric::spread] = numbers.spread;
  return true;
}

template <class T>
std::vector<Hit> SearchEvaluation<T>::search(const std::string& query, Index k, Error& error) {
  const T* parameters = run_->judged_parameters();
  const auto tokens = texts_->features.encode(query);
  if (!tokens.empty()) return placed(parameters).search(parameters, tokens, k);
  error = {"query", query.empty() ? "an empty text" : "a text with no word or trigram of the training data",
           "a text that shares a word or three consecutive characters with the training data"};
  return {};
}

template <class T>
EmbeddingMap SearchEvaluation<T>::embedding_map(MapOf which) {
  const T* parameters = run_->judged_parameters();
  Retrieval<T>& retrieval = placed(parameters);
  const View<const T> documents = retrieval.documents();
  plane_.follow(documents);
  EmbeddingMap found{{}, {}, plane_.shares()};
  if (which == MapOf::documents) {
    found.points = plane_.project(documents);
    for (Index i = 0; i < documents.rows; ++i) found.documents.push_back(static_cast<std::int32_t>(i));
    return found;
  }
  found.points = plane_.project(retrieval.place_queries(parameters, which == MapOf::train));
  const auto own = retrieval.documents_of(which == MapOf::train);
  found.documents.assign(own.begin(), own.end());
  return found;
}

template <class T>
Diagnosis SearchEvaluation<T>::diagnose() {
  const T* parameters = run_->judged_parameters();
  const double last_loss = run_->last_batch_loss();
  Diagnosis found{EmbeddingState::apart, placed(parameters).spread(), last_loss, margin_};
  const bool stuck = math::abs(last_loss - margin_) <= 0.05 * margin_;
  if (examples_.target == Target::triplet && margin_ > 0 && stuck) found.state = EmbeddingState::at_margin;
  if (found.spread < 0.2 * (margin_ > 0 ? margin_ : 1)) found.state = EmbeddingState::collapsed;
  return found;
}

template class SearchEvaluation<float>;
template class SearchEvaluation<double>;

}  // namespace loss_playground
