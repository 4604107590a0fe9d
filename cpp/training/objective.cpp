// SPDX-License-Identifier: MIT
#include "training/objective.hpp"

#include <algorithm>

#include "core/starter.hpp"
#include "language/fine_tuning.hpp"
#include "training/fit.hpp"

namespace loss_playground {

namespace {

/// Rows of a matrix, one after the other. Of narrow ones a column at a time: a loop over two or three numbers costs
/// more than it copies.
template <class T>
void copy_rows(const T* from, Index columns, std::span<const std::int32_t> rows, T* to) {
  constexpr Index narrow = 8;
  if (columns > narrow) {
    for (const std::int32_t row : rows) to = std::copy_n(from + row * columns, columns, to);
    return;
  }
  for (Index j = 0; j < columns; ++j) {
    T* next = to + j;
    for (const std::int32_t row : rows) {
      *next = from[row * columns + j];
      next += columns;
    }
  }
}

}  // namespace

template <class T>
Objective<T>::Objective(const Experiment& experiment, const Examples<T>& examples, Index batch_rows)
    : examples_(examples),
      model_(make_model<T>(experiment.model, examples.form())),
      feed_(experiment, examples, std::max(batch_rows * examples.positions, 3 * Mining<T>::chunk)),
      drawn_triplets_(draws_triplets(experiment, examples.target)),
      l1_(static_cast<T>(experiment.l1)),
      l2_(static_cast<T>(experiment.l2)) {
  model_->reserve(batch_rows);
  inputs_.resize(static_cast<std::size_t>(batch_rows * examples.columns));
  targets_.resize(static_cast<std::size_t>(batch_rows * examples.positions * examples.target_columns));
  if (!is_starter && takes_miner(examples.target) && !drawn_triplets_)
    mining_.emplace(experiment, examples.outputs, batch_rows);
}

template <class T>
void Objective<T>::gather(std::span<const std::int32_t> rows) {
  const auto count = static_cast<Index>(rows.size()), block = count / 3;
  if (!drawn_triplets_ && (is_starter || !tuner_) && examples_.holds_numbers()) {
    copy_rows(examples_.train.inputs.data(), examples_.columns, rows, inputs_.data());
    copy_rows(examples_.train.targets.data(), examples_.target_columns, rows, targets_.data());
    return;
  }
  for (Index i = 0; i < count; ++i) {
    const Index row = rows[static_cast<std::size_t>(i)], to = drawn_triplets_ ? (i % 3) * block + i / 3 : i;
    const bool own = is_starter || row < examples_.train.rows;
    const Examples<T>& from = own ? examples_ : tuner_->source();
    from.copy_row(from.train, own ? row : row - examples_.train.rows, inputs_.data() + to * examples_.columns,
                  targets_.data() + to * examples_.positions * examples_.target_columns);
  }
}

template <class T>
ObjectiveValue Objective<T>::operator()(const T* parameters, std::span<const std::int32_t> rows, T* gradient) {
  gather(rows);
  const auto count = static_cast<Index>(rows.size());
  const View<const T> inputs{inputs_.data(), count, examples_.columns};
  const View<const T> outputs = model_->forward(parameters, inputs);
  const View<T> slope = model_->output_gradient();
  const View<const T> targets = examples_.targets(targets_.data(), count);
  const LossTotal<T> total = drawn_triplets_          ? feed_.triplets(outputs, nullptr, slope)
                             : !is_starter && mining_ ? (*mining_)(feed_, outputs, targets_.data(), rows, slope)
                             : !is_starter && examples_.target == Target::order
                                 ? feed_.ordered(outputs, targets, nullptr, slope)
                                 : feed_.rows(outputs, targets, nullptr, slope);
  model_->backward(parameters, inputs, gradient);
  return {static_cast<double>(mean_of(total.sum, total.divisor)), penalty(parameters, gradient),
          mean_of(static_cast<double>(total.active), static_cast<double>(total.divisor))};
}

template <class T>
double Objective<T>::penalty(const T* parameters, T* gradient) const {
  const double sizes = add_penalty(parameters, gradient);
  return !is_starter && tuner_ ? sizes + tuner_->pull(parameters, gradient) : sizes;
}

template <class T>
double Objective<T>::add_penalty(const T* parameters, T* gradient) const {
  if (l1_ == T(0) && l2_ == T(0)) return 0;
  double sizes = 0, squares = 0;
  for (const ParameterBlock& block : model_->blocks()) {
    if (!block.is_weight) continue;
    for (Index i = block.offset; i < block.offset + block.size; ++i) {
      const T w = parameters[i];
      sizes += static_cast<double>(math::abs(w));
      squares += static_cast<double>(w) * static_cast<double>(w);
      gradient[i] += l2_ * w + l1_ * (T(w > T(0)) - T(w < T(0)));
    }
  }
  return static_cast<double>(l1_) * sizes + 0.5 * static_cast<double>(l2_) * squares;
}

template class Objective<float>;
template class Objective<double>;

}  // namespace loss_playground
