// SPDX-License-Identifier: MIT
#include "training/examples.hpp"

#include <algorithm>
#include <numeric>

namespace loss_playground {

namespace {

void check_classes(const std::vector<double>& labels, const char* part, Error& error) {
  const auto other = [&](double label) { return label != labels.front(); };
  if (std::any_of(labels.begin(), labels.end(), other)) return;
  error = {"task.params.test_fraction", std::string(part) + " rows of only one class",
           "training and test rows of at least 2 classes each"};
}

}  // namespace

template <class T>
std::vector<OwnedTensor> Examples<T>::tensors(bool training) const {
  const Part<T>& part = training ? train : test;
  const Index rows = part.size(), width = positions * target_columns;
  std::vector<Index> target_shape{rows};
  if (positions > 1) target_shape.push_back(positions);
  if (target_rank > 1) target_shape.push_back(target_columns);
  std::vector<T> inputs(static_cast<std::size_t>(rows * form.inputs)), targets(static_cast<std::size_t>(rows * width));
  std::vector<std::int32_t> all(static_cast<std::size_t>(rows));
  std::iota(all.begin(), all.end(), 0);
  part.rows->copy(all, inputs.data(), targets.data());
  std::vector<OwnedTensor> handed;
  handed.push_back({"input", {rows, form.inputs}, std::move(inputs)});
  handed.push_back({"target", std::move(target_shape), std::move(targets)});
  if (!part.labels.empty()) handed.push_back({"label", {rows}, std::vector<T>(part.labels.begin(), part.labels.end())});
  if (!part.weights.empty()) handed.push_back({"weight", {rows}, part.weights});
  return handed;
}

template <class T>
std::vector<std::int32_t> Examples<T>::class_counts() const {
  if (train.labels.empty() || reading == Reading::embedding) return {};
  std::vector<std::int32_t> counts(static_cast<std::size_t>(std::max<Index>(form.outputs, 2)));
  for (const double label : train.labels) ++counts[static_cast<std::size_t>(label)];
  return counts;
}

template <class T>
void set_embedding_form(Index dimensions, Examples<T>& examples) {
  examples.reading = Reading::embedding;
  examples.form.outputs = examples.form.dimensions = dimensions;
  examples.target_rank = 1;
}

template <class T>
void set_embedding_labels(const std::vector<double>& labels, Index train_rows, Examples<T>& examples, Error& error) {
  examples.train.labels.assign(labels.begin(), labels.begin() + train_rows);
  examples.test.labels.assign(labels.begin() + train_rows, labels.end());
  check_classes(examples.train.labels, "training", error);
  // Where documents stand for the classes, negatives are drawn from all of them, however few the test queries are.
  if (!error && examples.first_anchor == 0) check_classes(examples.test.labels, "test", error);
}

template struct Examples<float>;
template struct Examples<double>;
template void set_embedding_form(Index, Examples<float>&);
template void set_embedding_form(Index, Examples<double>&);
template void set_embedding_labels(const std::vector<double>&, Index, Examples<float>&, Error&);
template void set_embedding_labels(const std::vector<double>&, Index, Examples<double>&, Error&);

}  // namespace loss_playground
