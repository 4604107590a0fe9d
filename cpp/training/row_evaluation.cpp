// SPDX-License-Identifier: MIT
#include "training/row_evaluation.hpp"

#include <algorithm>
#include <numeric>

#include "training/fit.hpp"
#include "training/score.hpp"

namespace loss_playground {

template <class T>
RowEvaluation<T>::RowEvaluation(const Experiment& experiment, const Examples<T>& examples)
    : Evaluation<T>(experiment, examples),
      feed_(experiment, examples, 3 * std::max(examples.train.size(), examples.test.size())),
      seed_(experiment.seed),
      batch_size_(experiment.batch_size) {
  const auto rows = static_cast<std::size_t>(std::max(examples.train.size(), examples.test.size()));
  const auto columns = static_cast<std::size_t>(examples.target_columns);
  const auto width = static_cast<std::size_t>(examples.form.outputs);
  inputs_.resize(static_cast<std::size_t>(this->chunk_ * examples.form.inputs));
  numbers_.resize(rows);
  std::iota(numbers_.begin(), numbers_.end(), 0);
  targets_.resize(rows * columns);
  outputs_.resize(rows * width);
  values_.resize(rows * std::max({std::size_t{2}, width, columns}));
  train_divisor_ = weighted_divisor(examples.train);
  test_divisor_ = weighted_divisor(examples.test);
  if (examples.reading == Reading::embedding)
    columns_.resize(width * static_cast<std::size_t>(panel_stride<T>(static_cast<Index>(rows))));
  if (!takes_miner(examples.target)) return;
  train_triplets_ = fixed_triplets(examples.train.labels, 0);
  test_triplets_ = fixed_triplets(examples.test.labels, 1);
  stacked_.resize(3 * rows * width);
}

template <class T>
T RowEvaluation<T>::weighted_divisor(const Part<T>& part) const {
  const std::vector<T> terms = feed_.weighted_terms(examples_, part);
  return static_cast<T>(std::accumulate(terms.begin(), terms.end(), 0.0));
}

template <class T>
std::vector<std::int32_t> RowEvaluation<T>::fixed_triplets(const std::vector<double>& labels,
                                                           std::uint64_t index) const {
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
double RowEvaluation<T>::work(Index parameter_count) const {
  const auto square = [](Index rows) { return static_cast<double>(rows) * static_cast<double>(rows); };
  double work = Evaluation<T>::work(parameter_count);
  if (examples_.reading == Reading::embedding)
    work +=
        static_cast<double>(examples_.form.outputs) * (square(examples_.train.size()) + square(examples_.test.size()));
  return work;
}

template <class T>
Index RowEvaluation<T>::predict_chunk(const T* parameters, const Part<T>& part, Index begin) {
  const Index rows = std::min(this->chunk_, part.size() - begin);
  part.rows->copy({numbers_.data() + begin, static_cast<std::size_t>(rows)}, inputs_.data(),
                  targets_.data() + begin * examples_.target_columns);
  this->predict(parameters, {inputs_.data(), rows, examples_.form.inputs},
                outputs_.data() + begin * examples_.form.outputs);
  return begin + rows;
}

template <class T>
void RowEvaluation<T>::predict_part(const T* parameters, const Part<T>& part) {
  for (Index begin = 0; begin < part.size();) begin = predict_chunk(parameters, part, begin);
}

template <class T>
T RowEvaluation<T>::losses(View<const T> outputs, View<const T> targets, const std::vector<std::int32_t>& triplets) {
  if (takes_miner(examples_.target)) return triplet_losses(outputs, triplets);
  if (examples_.target == Target::batch) return batch_losses(outputs, targets.data);
  return feed_.rows(outputs, targets, values_.data(), {}).divisor;
}

template <class T>
T RowEvaluation<T>::triplet_losses(View<const T> outputs, const std::vector<std::int32_t>& triplets) {
  const auto count = static_cast<Index>(triplets.size());
  for (Index i = 0; i < count; ++i)
    std::copy_n(outputs.row(triplets[static_cast<std::size_t>(i)]), outputs.cols,
                stacked_.data() + ((i % 3) * (count / 3) + i / 3) * outputs.cols);
  return feed_.triplets({stacked_.data(), count, outputs.cols}, values_.data(), {}).divisor;
}

template <class T>
T RowEvaluation<T>::batch_losses(View<const T> outputs, const T* labels) {
  T divisor = T(0);
  for (Index begin = 0; begin < outputs.rows; begin += batch_size_) divisor += batch_losses(outputs, labels, begin);
  return divisor;
}

template <class T>
T RowEvaluation<T>::batch_losses(View<const T> outputs, const T* labels, Index begin) {
  const Index rows = std::min(batch_size_, outputs.rows - begin);
  const View<const T> batch{outputs.row(begin), rows, outputs.cols}, own{labels + begin, rows, 1, 1};
  return feed_.rows(batch, own, values_.data() + begin, {}).divisor;
}

template <class T>
bool RowEvaluation<T>::judge_piece(const T* parameters, bool train, Judgement& found, Metrics& metrics) {
  const Part<T>& part = train ? examples_.train : examples_.test;
  if (piece_.stage == Piece::predicting) {
    if (part.size() > 0) piece_.done = predict_chunk(parameters, part, piece_.done);
    if (piece_.done == part.size()) begin(Piece::losing);
    return false;
  }
  if (piece_.stage == Piece::losing) {
    if (judge_losses(part, train ? train_triplets_ : test_triplets_)) begin(Piece::scoring);
    return false;
  }
  if (!judge_score(part, found.score)) return false;
  found.cost = cost(part);
  if (!train) describe_test(metrics);
  restart();
  return true;
}

/// Losses of whole batches a batch at a time, since they compare all its rows.
template <class T>
bool RowEvaluation<T>::judge_losses(const Part<T>& part, const std::vector<std::int32_t>& triplets) {
  const auto found = outputs(part.size()), wanted = targets(part.size());
  if (examples_.target != Target::batch) {
    piece_.divisor = losses(found, wanted, triplets);
    if (part.weights.empty()) return true;
    piece_.divisor = &part == &examples_.train ? train_divisor_ : test_divisor_;
    return true;
  }
  if (piece_.done < part.size()) piece_.divisor += batch_losses(found, wanted.data, piece_.done);
  piece_.done += batch_size_;
  return piece_.done >= part.size();
}

/// The recall some rows at a time, since each is compared with all.
template <class T>
bool RowEvaluation<T>::judge_score(const Part<T>& part, double& value) {
  const auto found = outputs(part.size());
  if (examples_.reading != Reading::embedding) {
    value = score(found, targets(part.size()), part.labels);
    return true;
  }
  const Panel<T> columns{columns_.data(), found.cols, found.rows, panel_stride<T>(found.rows)};
  if (piece_.done == 0) to_panel(found, columns);
  const Index rows = std::max<Index>(piece_work / std::max<Index>(found.size(), 1), 1);
  const Index end = std::min(piece_.done + rows, part.size());
  piece_.hits += nearest_hits(columns.read_only(), part.labels, piece_.done, end);
  piece_.done = end;
  value = mean_of(static_cast<double>(piece_.hits), static_cast<double>(part.size()));
  return end == part.size();
}

template <class T>
double RowEvaluation<T>::cost(const Part<T>& part) const {
  const Index width = losses_a_row(), count = width * part.size();
  double sum = 0;
  for (Index i = 0; i < count; ++i) {
    const auto value = static_cast<double>(values_[static_cast<std::size_t>(i)]);
    sum +=
        part.weights.empty() ? value : static_cast<double>(part.weights[static_cast<std::size_t>(i / width)]) * value;
  }
  return mean_of(sum, static_cast<double>(piece_.divisor));
}

template <class T>
double RowEvaluation<T>::score(View<const T> outputs, View<const T> targets, const std::vector<double>& labels) const {
  return labels.empty() ? r_squared(outputs, targets) : accuracy(examples_.reading, outputs, labels);
}

template <class T>
std::vector<T> RowEvaluation<T>::terms(Index rows) const {
  std::vector<T> counts(static_cast<std::size_t>(rows), static_cast<T>(losses_a_row()));
  if (takes_miner(examples_.target)) return counts;
  const Index step = examples_.target == Target::batch ? batch_size_ : 1;
  for (Index begin = 0; begin < rows; begin += step) {
    const Index size = std::min(step, rows - begin);
    const View<const T> part{outputs_.data() + begin * examples_.form.outputs, size, examples_.form.outputs};
    const T* wanted = targets_.data() + begin * examples_.target_columns;
    std::fill_n(counts.begin() + begin, size,
                feed_.divisor(part, examples_.targets(wanted, size)) / static_cast<T>(size));
  }
  return counts;
}

template <class T>
RowLosses<T> RowEvaluation<T>::row_losses(const T* parameters, bool train) {
  const Part<T>& part = train ? examples_.train : examples_.test;
  predict_part(parameters, part);
  losses(outputs(part.size()), targets(part.size()), train ? train_triplets_ : test_triplets_);
  const Index width = losses_a_row();
  const bool pairs = examples_.target == Target::pair;
  const std::vector<T> counts = terms(part.size());
  RowLosses<T> found;
  for (Index i = 0; i < part.size(); ++i) {
    T sum = T(0);
    for (Index j = 0; j < width; ++j)
      sum += values_[static_cast<std::size_t>(pairs ? j * part.size() + i : i * width + j)];
    found.add(sum, counts[static_cast<std::size_t>(i)]);
  }
  for (std::size_t i = 0; i < part.weights.size(); ++i) found.weights[i] *= part.weights[i];
  return found;
}

template class RowEvaluation<float>;
template class RowEvaluation<double>;

}  // namespace loss_playground
