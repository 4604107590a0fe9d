// SPDX-License-Identifier: MIT
#include "training/evaluation.hpp"

#include <algorithm>
#include <numeric>

#include "search/ranking_scores.hpp"
#include "training/fit.hpp"
#include "training/score.hpp"

namespace loss_playground {

namespace {

/// Rows that go through the model at a time, to keep its arena small.
constexpr Index most_rows = 256;

}  // namespace

template <class T>
Evaluation<T>::Evaluation(const Experiment& experiment, const Examples<T>& examples)
    : examples_(examples),
      seed_(experiment.seed),
      model_(make_model<T>(experiment.model, examples.form())),
      chunk_(std::max<Index>(most_rows / std::max(examples.positions, examples.bags), 1)),
      feed_(experiment, examples,
            examples.text            ? chunk_ * examples.positions
            : examples.documents > 0 ? 0
                                     : 3 * std::max(examples.train.rows, examples.test.rows)),
      batch_size_(experiment.batch_size) {
  model_->reserve(chunk_);
  const auto outputs = static_cast<std::size_t>(examples.outputs);
  if (examples.text) {
    const auto places = static_cast<std::size_t>(chunk_ * examples.positions);
    inputs_.resize(static_cast<std::size_t>(chunk_ * examples.columns));
    targets_.resize(places * static_cast<std::size_t>(examples.target_columns));
    values_.resize(places * outputs);
    return;
  }
  if (!is_starter && examples.documents > 0) return;
  if (!is_starter && examples.texts) {
    inputs_.resize(static_cast<std::size_t>(chunk_ * examples.columns));
    targets_.resize(static_cast<std::size_t>(examples.target_columns));
  }
  const auto rows = static_cast<std::size_t>(std::max(examples.train.rows, examples.test.rows));
  outputs_.resize(rows * outputs);
  values_.resize(rows * std::max({std::size_t{2}, outputs, static_cast<std::size_t>(examples.target_columns)}));
  if (!takes_miner(examples.target)) return;
  train_triplets_ = fixed_triplets(examples.train_labels, 0);
  test_triplets_ = fixed_triplets(examples.test_labels, 1);
  stacked_.resize(3 * rows * outputs);
}

template <class T>
std::vector<std::int32_t> Evaluation<T>::fixed_triplets(const std::vector<double>& labels, std::uint64_t index) const {
  const ClassRows classes(labels);
  Random random(seed_, Stream::evaluation, index);
  std::vector<std::int32_t> triplets;
  triplets.reserve(3 * labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto anchor = static_cast<std::int32_t>(i);
    const auto [positive, negative] = classes.draw(anchor, random);
    triplets.insert(triplets.end(), {anchor, positive, negative});
  }
  return triplets;
}

template <class T>
void Evaluation<T>::predict(const T* parameters, View<const T> inputs, T* outputs) {
  for (Index begin = 0; begin < inputs.rows; begin += chunk_) {
    const Index rows = std::min(chunk_, inputs.rows - begin);
    const auto part = model_->forward(parameters, {inputs.row(begin), rows, inputs.cols});
    std::copy_n(part.data, part.size(), outputs + begin * examples_.positions * examples_.outputs);
  }
}

template <class T>
void Evaluation<T>::predict(const T* parameters, const Part<T>& part) {
  if (is_starter || !examples_.texts) return predict(parameters, examples_.inputs(part), outputs_.data());
  for (Index begin = 0; begin < part.rows; begin += chunk_) {
    const Index rows = std::min(chunk_, part.rows - begin);
    for (Index i = 0; i < rows; ++i)
      examples_.copy_row(part, begin + i, inputs_.data() + i * examples_.columns, targets_.data());
    predict(parameters, {inputs_.data(), rows, examples_.columns}, outputs_.data() + begin * examples_.outputs);
  }
}

template <class T>
T Evaluation<T>::losses(const Part<T>& part, View<const T> outputs, const std::vector<std::int32_t>& triplets) {
  if (takes_miner(examples_.target)) return triplet_losses(outputs, triplets);
  if (examples_.target == Target::batch) return batch_losses(part, outputs);
  if (!is_starter && examples_.target == Target::order)
    return feed_.ordered(outputs, examples_.targets(part), values_.data(), {}).divisor;
  return feed_.rows(outputs, examples_.targets(part), values_.data(), {}).divisor;
}

template <class T>
T Evaluation<T>::triplet_losses(View<const T> outputs, const std::vector<std::int32_t>& triplets) {
  const auto count = static_cast<Index>(triplets.size());
  for (Index i = 0; i < count; ++i)
    std::copy_n(outputs.row(triplets[static_cast<std::size_t>(i)]), outputs.cols,
                stacked_.data() + ((i % 3) * (count / 3) + i / 3) * outputs.cols);
  return feed_.triplets({stacked_.data(), count, outputs.cols}, values_.data(), {}).divisor;
}

template <class T>
T Evaluation<T>::batch_losses(const Part<T>& part, View<const T> outputs) {
  T divisor = T(0);
  for (Index begin = 0; begin < part.rows; begin += batch_size_) {
    const Index rows = std::min(batch_size_, part.rows - begin);
    const View<const T> batch{outputs.row(begin), rows, outputs.cols}, labels{part.targets.data() + begin, rows, 1, 1};
    divisor += feed_.rows(batch, labels, values_.data() + begin, {}).divisor;
  }
  return divisor;
}

template <class T>
Judgement Evaluation<T>::judge(const T* parameters, const Part<T>& part, const std::vector<double>& labels,
                               const std::vector<std::int32_t>& triplets) {
  predict(parameters, part);
  const View<const T> outputs{outputs_.data(), part.rows, examples_.outputs};
  const T divisor = losses(part, outputs, triplets);
  const Index count = losses_a_row() * part.rows;
  double sum = 0;
  for (Index i = 0; i < count; ++i) sum += static_cast<double>(values_[static_cast<std::size_t>(i)]);
  Judgement judgement{mean_of(sum, static_cast<double>(divisor)), 0};
  if (examples_.reading == Reading::embedding) {
    judgement.score = recall_at_1(outputs, labels);
  } else if (!is_starter && examples_.reading == Reading::list) {
    judgement.score = ndcg_at_10(outputs, examples_.targets(part));
  } else if (labels.empty()) {
    judgement.score = r_squared(outputs, examples_.targets(part));
  } else {
    judgement.score = accuracy(examples_.reading, outputs, labels);
  }
  return judgement;
}

template <class T>
Judgement Evaluation<T>::test_lists(const T* parameters, double& r2, double& correlation) {
  const Judgement found = test(parameters);
  const View<const T> outputs{outputs_.data(), examples_.test.rows, examples_.outputs};
  r2 = r_squared(outputs, examples_.targets(examples_.test));
  correlation = spearman(outputs, examples_.targets(examples_.test));
  return found;
}

template <class T>
typename Evaluation<T>::Chunk Evaluation<T>::read_chunk(const T* parameters, const Part<T>& part,
                                                        std::span<const std::int32_t> rows) {
  const Index width = examples_.positions * examples_.target_columns, count = static_cast<Index>(rows.size());
  for (Index i = 0; i < count; ++i)
    examples_.copy_row(part, rows[static_cast<std::size_t>(i)], inputs_.data() + i * examples_.columns,
                       targets_.data() + i * width);
  const View<const T> outputs = model_->forward(parameters, {inputs_.data(), count, examples_.columns});
  return {outputs, feed_.rows(outputs, examples_.targets(targets_.data(), count), values_.data(), {}).divisor};
}

template <class T>
Judgement Evaluation<T>::judge_text(const T* parameters, const Part<T>& part, RowKinds& kinds) {
  if (kinds.size() == 0)
    kinds = row_kinds(part.rows, [&](Index row, std::vector<std::int32_t>& to) {
      examples_.copy_row(part, row, inputs_.data(), targets_.data());
      to.assign(inputs_.data(), inputs_.data() + examples_.columns);
      to.insert(to.end(), targets_.data(), targets_.data() + examples_.positions);
    });
  double sum = 0, divisor = 0, hits = 0, places = 0;
  for (Index begin = 0, end = 0; begin < kinds.size(); begin = end) {
    const std::int32_t* counts = kinds.counts.data();
    while (end < kinds.size() && end < begin + chunk_ && counts[end] == counts[begin]) ++end;
    const auto [outputs, counted] =
        read_chunk(parameters, part, {kinds.rows.data() + begin, static_cast<std::size_t>(end - begin)});
    const auto times = static_cast<double>(counts[begin]);
    divisor += times * static_cast<double>(counted);
    for (Index i = 0; i < outputs.rows; ++i) {
      const auto wanted = static_cast<Index>(targets_[static_cast<std::size_t>(i)]);
      sum += times * static_cast<double>(values_[static_cast<std::size_t>(i)]);
      if (wanted != no_target) places += times;
      if (wanted == read_class(examples_.reading, outputs.row(i), outputs.cols)) hits += times;
    }
  }
  return {mean_of(sum, divisor), mean_of(hits, places)};
}

template <class T>
std::vector<T> Evaluation<T>::row_losses(const T* parameters, bool train) {
  const Part<T>& part = train ? examples_.train : examples_.test;
  if (!is_starter && examples_.text) return text_losses(parameters, part);
  predict(parameters, part);
  losses(part, {outputs_.data(), part.rows, examples_.outputs}, train ? train_triplets_ : test_triplets_);
  const Index width = losses_a_row();
  const bool pairs = examples_.target == Target::pair;
  std::vector<T> rows(static_cast<std::size_t>(part.rows));
  for (Index i = 0; i < part.rows; ++i) {
    T sum = T(0);
    for (Index j = 0; j < width; ++j)
      sum += values_[static_cast<std::size_t>(pairs ? j * part.rows + i : i * width + j)];
    rows[static_cast<std::size_t>(i)] = sum / static_cast<T>(width);
  }
  return rows;
}

template <class T>
std::vector<T> Evaluation<T>::text_losses(const T* parameters, const Part<T>& part) {
  std::vector<T> losses;
  std::vector<std::int32_t> named;
  for (Index begin = 0; begin < part.rows; begin += chunk_) {
    const Index rows = std::min(chunk_, part.rows - begin);
    named.resize(static_cast<std::size_t>(rows));
    std::iota(named.begin(), named.end(), static_cast<std::int32_t>(begin));
    read_chunk(parameters, part, named);
    for (Index i = 0; i < rows; ++i) {
      T sum = T(0), counted = T(0);
      for (Index j = i * examples_.positions; j < (i + 1) * examples_.positions; ++j) {
        sum += values_[static_cast<std::size_t>(j)];
        counted += T(targets_[static_cast<std::size_t>(j)] != T(no_target));
      }
      losses.push_back(mean_of(sum, counted));
    }
  }
  return losses;
}

template class Evaluation<float>;
template class Evaluation<double>;

}  // namespace loss_playground
