// SPDX-License-Identifier: MIT
#include "language/text_evaluation.hpp"

#include <algorithm>
#include <numeric>

#include "training/score.hpp"

namespace loss_playground {

template <class T>
TextEvaluation<T>::TextEvaluation(const Experiment& experiment, const Examples<T>& examples, TextData data)
    : Evaluation<T>(experiment, examples),
      model_spec_(experiment.model),
      data_(std::move(data)),
      feed_(experiment, examples, chunk_ * examples.positions) {
  const auto places = static_cast<std::size_t>(chunk_ * examples.positions);
  inputs_.resize(static_cast<std::size_t>(chunk_ * examples.form.inputs));
  targets_.resize(places);
  values_.resize(places * static_cast<std::size_t>(examples.form.outputs));
}

template <class T>
TextReader<T>& TextEvaluation<T>::reader() {
  if (!reader_) reader_ = std::make_unique<TextReader<T>>(model_spec_, examples_, data_);
  return *reader_;
}

template <class T>
typename TextEvaluation<T>::Chunk TextEvaluation<T>::read_chunk(const T* parameters, const Part<T>& part,
                                                                std::span<const std::int32_t> rows) {
  const auto count = static_cast<Index>(rows.size());
  part.rows->copy(rows, inputs_.data(), targets_.data());
  const View<const T> outputs = this->model_->forward(parameters, {inputs_.data(), count, examples_.form.inputs});
  return {outputs, feed_.rows(outputs, examples_.targets(targets_.data(), count), values_.data(), {}).divisor};
}

template <class T>
const RowKinds& TextEvaluation<T>::kinds_of(bool train) {
  const Part<T>& part = train ? examples_.train : examples_.test;
  RowKinds& kinds = train ? train_kinds_ : test_kinds_;
  if (kinds.size() == 0)
    kinds = row_kinds(part.size(), [&](Index row, std::vector<std::int32_t>& to) {
      const auto number = static_cast<std::int32_t>(row);
      part.rows->copy({&number, 1}, inputs_.data(), targets_.data());
      to.assign(inputs_.data(), inputs_.data() + examples_.form.inputs);
      to.insert(to.end(), targets_.data(), targets_.data() + examples_.positions);
    });
  return kinds;
}

template <class T>
Index TextEvaluation<T>::judge_chunk(const T* parameters, const Part<T>& part, const RowKinds& kinds) {
  const Index begin = piece_.done;
  Index end = begin;
  const std::int32_t* counts = kinds.counts.data();
  while (end < kinds.size() && end < begin + chunk_ && counts[end] == counts[begin]) ++end;
  const auto [outputs, counted] =
      read_chunk(parameters, part, {kinds.rows.data() + begin, static_cast<std::size_t>(end - begin)});
  const auto times = static_cast<double>(counts[begin]);
  piece_.divisor += times * static_cast<double>(counted);
  for (Index i = 0; i < outputs.rows; ++i) {
    const auto wanted = static_cast<Index>(targets_[static_cast<std::size_t>(i)]);
    piece_.sum += times * static_cast<double>(values_[static_cast<std::size_t>(i)]);
    if (wanted != no_target) piece_.places += times;
    if (wanted == read_class(examples_.reading, outputs.row(i), outputs.cols)) piece_.hits += times;
  }
  return end;
}

template <class T>
bool TextEvaluation<T>::judge_piece(const T* parameters, bool train, Judgement& found, Metrics&) {
  const RowKinds& kinds = kinds_of(train);
  if (piece_.done < kinds.size())
    piece_.done = judge_chunk(parameters, train ? examples_.train : examples_.test, kinds);
  if (piece_.done < kinds.size()) return false;
  found = {mean_of(piece_.sum, piece_.divisor), mean_of(piece_.hits, piece_.places)};
  restart();
  return true;
}

template <class T>
RowLosses<T> TextEvaluation<T>::row_losses(const T* parameters, bool train) {
  const Part<T>& part = train ? examples_.train : examples_.test;
  RowLosses<T> found;
  std::vector<std::int32_t> named;
  for (Index begin = 0; begin < part.size(); begin += chunk_) {
    const Index rows = std::min(chunk_, part.size() - begin);
    named.resize(static_cast<std::size_t>(rows));
    std::iota(named.begin(), named.end(), static_cast<std::int32_t>(begin));
    const View<const T> outputs = read_chunk(parameters, part, named).outputs;
    for (Index i = 0; i < rows; ++i) {
      const Index first = i * examples_.positions;
      T sum = T(0);
      for (Index j = first; j < first + examples_.positions; ++j) sum += values_[static_cast<std::size_t>(j)];
      found.add(sum, feed_.divisor({outputs.row(first), examples_.positions, outputs.cols},
                                   examples_.targets(targets_.data() + first, 1)));
    }
  }
  return found;
}

template class TextEvaluation<float>;
template class TextEvaluation<double>;

}  // namespace loss_playground
