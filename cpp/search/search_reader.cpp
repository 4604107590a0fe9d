// SPDX-License-Identifier: MIT
#include "search/search_reader.hpp"

namespace loss_playground {

template <class T>
SearchReader<T>::SearchReader(const Experiment& experiment, const Examples<T>& examples, const SearchTexts& texts)
    : texts_(texts), target_(examples.target), retrieval_(experiment, examples) {
  for (const auto& [name, value] : experiment.loss.params)
    if (const auto* number = std::get_if<double>(&value); number && name == "margin") margin_ = *number;
}

template <class T>
Retrieval<T>& SearchReader<T>::placed(const T* parameters) {
  if (!placed_) retrieval_.place_documents(parameters);
  placed_ = true;
  return retrieval_;
}

template <class T>
Judgement SearchReader<T>::judge_train(const T* parameters) {
  return placed(parameters).judge_train(parameters);
}

template <class T>
Judgement SearchReader<T>::judge_test(const T* parameters, Metrics& metrics) {
  RetrievalNumbers numbers;
  const Judgement found = placed(parameters).judge_test(parameters, numbers);
  metrics[Metric::recall_at_1] = numbers.recall_at_1;
  metrics[Metric::mean_reciprocal_rank] = numbers.mean_reciprocal_rank;
  metrics[Metric::positive_distance] = numbers.positive_distance;
  metrics[Metric::negative_distance] = numbers.negative_distance;
  metrics[Metric::spread] = numbers.spread;
  return found;
}

template <class T>
std::vector<T> SearchReader<T>::row_losses(const T* parameters, bool train) {
  return placed(parameters).row_losses(parameters, train);
}

template <class T>
std::vector<Hit> SearchReader<T>::search(const T* parameters, const std::string& query, Index k, Error& error) {
  const auto tokens = texts_.features.encode(query);
  if (!tokens.empty()) return placed(parameters).search(parameters, tokens, k);
  error = {"query", query.empty() ? "an empty text" : "a text without any known word or trigram",
           "a text that shares a word, or three characters in a row, with a text to learn from"};
  return {};
}

template <class T>
EmbeddingMap SearchReader<T>::map(const T* parameters, MapOf which) {
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
Diagnosis SearchReader<T>::diagnose(const T* parameters, double last_loss) {
  Diagnosis found{EmbeddingState::apart, placed(parameters).spread(), last_loss, margin_};
  const bool stuck = math::abs(last_loss - margin_) <= 0.05 * margin_;
  if (target_ == Target::triplet && margin_ > 0 && stuck) found.state = EmbeddingState::at_margin;
  if (found.spread < 0.2 * (margin_ > 0 ? margin_ : 1)) found.state = EmbeddingState::collapsed;
  return found;
}

template class SearchReader<float>;
template class SearchReader<double>;

}  // namespace loss_playground
