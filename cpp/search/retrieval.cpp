// SPDX-License-Identifier: MIT
#include "search/retrieval.hpp"

#include <algorithm>
#include <numeric>

#include "core/random.hpp"
#include "models/products.hpp"
#include "training/fit.hpp"

namespace loss_playground {

namespace {

/// Texts that go through the model at a time, and queries that are compared with all documents at a time.
constexpr Index most_texts = 256, most_queries = 64;

/// The least rank where nothing is found.
constexpr Index not_found = 1 << 20;

template <class T>
double distance(const T* a, const T* b, Index n) {
  double square = 0;
  for (Index k = 0; k < n; ++k) {
    const double part = static_cast<double>(a[k]) - static_cast<double>(b[k]);
    square += part * part;
  }
  return math::sqrt(square);
}

/// A document other than its own for each query.
std::vector<std::int32_t> draw_negatives(const std::vector<std::int32_t>& own, Index documents, std::uint64_t seed,
                                         std::uint64_t index) {
  Random random(seed, Stream::evaluation, index);
  std::vector<std::int32_t> negatives;
  for (std::int32_t document : own) {
    const auto drawn = static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(documents - 1)));
    negatives.push_back(drawn + (drawn >= document));
  }
  return negatives;
}

}  // namespace

template <class T>
Retrieval<T>::Retrieval(const Experiment& experiment, const Examples<T>& examples)
    : examples_(examples),
      model_(make_model<T>(experiment.model, examples.form)),
      batch_(std::min<Index>(experiment.batch_size, examples.train.size())),
      feed_(experiment, examples, std::max(2 * batch_, 3 * triplet_chunk)),
      train_documents_(examples.train.labels.begin() + examples.first_anchor, examples.train.labels.end()),
      test_documents_(examples.test.labels.begin(), examples.test.labels.end()),
      train_negatives_(draw_negatives(train_documents_, examples.first_anchor, experiment.seed, 0)),
      test_negatives_(draw_negatives(test_documents_, examples.first_anchor, experiment.seed, 1)) {
  model_->reserve(most_texts);
  const auto size = [](Index count) { return static_cast<std::size_t>(count); };
  const std::size_t queries = std::max(train_documents_.size(), test_documents_.size());
  const std::size_t rows = std::max(size(2 * batch_), size(3 * triplet_chunk));
  documents_.resize(size(examples.first_anchor * examples.form.outputs));
  halves_.resize(size(examples.first_anchor));
  queries_.resize(queries * size(examples.form.outputs));
  stacked_.resize(rows * size(examples.form.outputs));
  labels_.resize(rows);
  chunk_values_.resize(rows);
  values_.resize(2 * queries);
  terms_.resize(queries);
  ranks_.reserve(queries);
  middle_.resize(size(examples.form.outputs));
  const Index stride = panel_stride<T>(most_queries);
  query_panel_.resize(size(examples.form.outputs * stride));
  products_.resize(size(examples.first_anchor * stride));
  known_.resize(queries);
  numbers_.resize(size(most_texts));
  inputs_.resize(size(most_texts * examples.form.inputs));
  unused_.resize(size(most_texts));
}

template <class T>
void Retrieval<T>::place(const T* parameters, const Part<T>& part, Index first, Index count, T* places,
                         std::vector<bool>* known) {
  const Index columns = examples_.form.inputs;
  for (Index begin = 0; begin < count; begin += most_texts) {
    const Index rows = std::min(most_texts, count - begin);
    std::iota(numbers_.begin(), numbers_.end(), static_cast<std::int32_t>(first + begin));
    part.rows->copy({numbers_.data(), static_cast<std::size_t>(rows)}, inputs_.data(), unused_.data());
    const View<const T> chunk{inputs_.data(), rows, columns};
    const View<const T> outputs = model_->forward(parameters, chunk);
    std::copy_n(outputs.data, outputs.size(), places + begin * outputs.cols);
    for (Index i = 0; known && i < rows; ++i) (*known)[static_cast<std::size_t>(begin + i)] = chunk(i, 0) != T(0);
  }
}

template <class T>
void Retrieval<T>::place_documents(const T* parameters) {
  place(parameters, examples_.train, 0, document_count(), documents_.data(), nullptr);
  for (Index i = 0; i < document_count(); ++i) {
    T square = T(0);
    for (Index k = 0; k < examples_.form.outputs; ++k) square += document(i)[k] * document(i)[k];
    halves_[static_cast<std::size_t>(i)] = T(-0.5) * square;
  }
}

template <class T>
View<const T> Retrieval<T>::place_queries(const T* parameters, bool train) {
  const auto count = static_cast<Index>(documents_of(train).size()), first = part(train).size() - count;
  place(parameters, part(train), first, count, queries_.data(), &known_);
  return {queries_.data(), count, examples_.form.outputs};
}

template <class T>
double Retrieval<T>::spread() {
  const Index columns = examples_.form.outputs;
  for (Index k = 0; k < columns; ++k) {
    double mean = 0;
    for (Index i = 0; i < document_count(); ++i) mean += static_cast<double>(document(i)[k]);
    middle_[static_cast<std::size_t>(k)] = static_cast<T>(mean / static_cast<double>(document_count()));
  }
  double sum = 0;
  for (Index i = 0; i < document_count(); ++i) sum += distance(document(i), middle_.data(), columns);
  return sum / static_cast<double>(document_count());
}

template <class T>
T Retrieval<T>::triplet_losses(bool train, Index begin, Index count) {
  const auto& negatives = train ? train_negatives_ : test_negatives_;
  const Index columns = examples_.form.outputs;
  for (Index i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(begin + i);
    const T* rows[] = {query(begin + i), document(documents_of(train)[at]), document(negatives[at])};
    for (Index k = 0; k < 3; ++k) std::copy_n(rows[k], columns, stacked_.data() + (k * count + i) * columns);
  }
  return feed_.triplets({stacked_.data(), 3 * count, columns}, chunk_values_.data(), {}).divisor;
}

template <class T>
T Retrieval<T>::batch_losses(bool train, Index begin, Index count) {
  const Index columns = examples_.form.outputs;
  for (Index i = 0; i < count; ++i) {
    const std::int32_t own = documents_of(train)[static_cast<std::size_t>(begin + i)];
    std::copy_n(query(begin + i), columns, stacked_.data() + i * columns);
    std::copy_n(document(own), columns, stacked_.data() + (count + i) * columns);
    labels_[static_cast<std::size_t>(i)] = labels_[static_cast<std::size_t>(count + i)] = static_cast<T>(own);
  }
  const View<const T> rows{stacked_.data(), 2 * count, columns}, labels{labels_.data(), 2 * count, 1, 1};
  return feed_.rows(rows, labels, chunk_values_.data(), {}).divisor;
}

template <class T>
T Retrieval<T>::query_losses(const T* parameters, bool train) {
  const Index queries = place_queries(parameters, train).rows, width = losses_a_query();
  const bool drawn = takes_miner(examples_.target);
  const Index most = drawn ? triplet_chunk : batch_;
  T divisor = T(0);
  for (Index begin = 0; begin < queries; begin += most) {
    const Index count = std::min(most, queries - begin);
    const T terms = drawn ? triplet_losses(train, begin, count) : batch_losses(train, begin, count);
    divisor += terms;
    std::fill_n(terms_.begin() + begin, count, terms / static_cast<T>(count));
    for (Index i = 0; i < count; ++i)
      for (Index k = 0; k < width; ++k)
        values_[static_cast<std::size_t>((begin + i) * width + k)] =
            chunk_values_[static_cast<std::size_t>(k * count + i)];
  }
  return divisor;
}

template <class T>
double Retrieval<T>::cost(const T* parameters, bool train) {
  const T divisor = query_losses(parameters, train);
  double sum = 0;
  for (std::size_t i = 0; i < documents_of(train).size() * static_cast<std::size_t>(losses_a_query()); ++i)
    sum += static_cast<double>(values_[i]);
  return mean_of(sum, static_cast<double>(divisor));
}

template <class T>
RowLosses<T> Retrieval<T>::row_losses(const T* parameters, bool train) {
  query_losses(parameters, train);
  const Index width = losses_a_query(), rows = part(train).size();
  const auto own = documents_of(train);
  const std::size_t first = static_cast<std::size_t>(rows) - own.size();
  RowLosses<T> found;
  found.losses.resize(first);
  found.weights.resize(first);
  std::vector<T> sums(first), terms(first);
  for (std::size_t i = 0; i < own.size(); ++i) {
    T sum = T(0);
    for (Index k = 0; k < width; ++k) sum += values_[i * static_cast<std::size_t>(width) + static_cast<std::size_t>(k)];
    found.add(sum, terms_[i]);
    if (first == 0) continue;
    sums[static_cast<std::size_t>(own[i])] += sum;
    terms[static_cast<std::size_t>(own[i])] += terms_[i];
  }
  for (std::size_t i = 0; i < first; ++i) found.losses[i] = mean_of(sums[i], terms[i]);
  return found;
}

template <class T>
void Retrieval<T>::rank(bool train, Index count) {
  const auto own = documents_of(train);
  const Index columns = examples_.form.outputs, all = static_cast<Index>(own.size());
  const auto taken = [&](Index i) { return i * all / count; };
  ranks_.clear();
  for (Index begin = 0; begin < count; begin += most_queries) {
    const Index here = std::min(most_queries, count - begin);
    for (Index i = 0; i < here; ++i) std::copy_n(query(taken(begin + i)), columns, stacked_.data() + i * columns);
    const Panel<T> panel{query_panel_.data(), columns, here, panel_stride<T>(here)};
    const Panel<T> products{products_.data(), document_count(), here, panel_stride<T>(here)};
    to_panel(View<const T>{stacked_.data(), here, columns}, panel);
    weighted_sums(documents_.data(), halves_.data(), panel.read_only(), products);
    for (Index i = 0; i < here; ++i) {
      const Index row = taken(begin + i), wanted = own[static_cast<std::size_t>(row)];
      const T least = products.feature(wanted)[i];
      Index rank = known_[static_cast<std::size_t>(row)] ? 0 : not_found;
      for (Index d = 0; d < document_count(); ++d) {
        const T there = products.feature(d)[i];
        rank += there > least || (there == least && d < wanted);
      }
      ranks_.push_back(rank);
    }
  }
}

template <class T>
double Retrieval<T>::train_recall_at_10() {
  const auto count = static_cast<Index>(std::min(train_documents_.size(), test_documents_.size()));
  Index hits = 0;
  rank(true, count);
  for (Index rank : ranks_) hits += rank < 10;
  return static_cast<double>(hits) / static_cast<double>(count);
}

template <class T>
RetrievalNumbers Retrieval<T>::test_numbers() {
  const auto count = static_cast<double>(test_documents_.size());
  RetrievalNumbers numbers;
  rank(false, static_cast<Index>(test_documents_.size()));
  for (Index rank : ranks_) {
    numbers.recall_at_1 += rank < 1 ? 1 / count : 0;
    numbers.recall_at_10 += rank < 10 ? 1 / count : 0;
    if (rank < not_found) numbers.mean_reciprocal_rank += 1 / (static_cast<double>(1 + rank) * count);
  }
  for (std::size_t i = 0; i < test_documents_.size(); ++i) {
    const T* from = query(static_cast<Index>(i));
    numbers.positive_distance += distance(from, document(test_documents_[i]), examples_.form.outputs) / count;
    numbers.negative_distance += distance(from, document(test_negatives_[i]), examples_.form.outputs) / count;
  }
  numbers.spread = spread();
  return numbers;
}

template <class T>
std::vector<Hit> Retrieval<T>::search(const T* parameters, const std::vector<std::int32_t>& tokens, Index k) {
  const Aligned<T> inputs(tokens.begin(), tokens.end());
  const View<const T> place = model_->forward(parameters, {inputs.data(), 1, static_cast<Index>(inputs.size())});
  const Panel<T> panel{query_panel_.data(), examples_.form.outputs, 1, panel_stride<T>(1)};
  const Panel<T> products{products_.data(), document_count(), 1, panel_stride<T>(1)};
  to_panel(place, panel);
  weighted_sums(documents_.data(), halves_.data(), panel.read_only(), products);
  std::vector<Index> order(static_cast<std::size_t>(document_count()));
  std::iota(order.begin(), order.end(), Index{0});
  const auto kept = order.begin() + std::min(k, document_count());
  std::partial_sort(order.begin(), kept, order.end(), [&](Index a, Index b) {
    const T first = *products.feature(a), second = *products.feature(b);
    return first > second || (first == second && a < b);
  });
  std::vector<Hit> hits;
  for (auto at = order.begin(); at != kept; ++at)
    hits.push_back({*at, distance(place.data, document(*at), examples_.form.outputs)});
  return hits;
}

template class Retrieval<float>;
template class Retrieval<double>;

}  // namespace loss_playground
