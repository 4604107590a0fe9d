// SPDX-License-Identifier: MIT
#include "training/objective.hpp"

#include <algorithm>

#include "training/fit.hpp"

namespace loss_playground {

template <class T>
Objective<T>::Objective(const Experiment& experiment, const Examples<T>& examples, Index batch_rows,
                        const Tuning<T>* tuning)
    : examples_(examples),
      model_(make_model<T>(experiment.model, examples.form)),
      feed_(experiment, examples, std::max(batch_rows * examples.positions, 3 * triplet_chunk)),
      drawn_triplets_(draws_triplets(experiment, examples.target)),
      l1_(static_cast<T>(experiment.l1)),
      l2_(static_cast<T>(experiment.l2)),
      tuning_(tuning),
      rows_(tuning ? tuning->rows() : *examples.train.rows) {
  model_->reserve(batch_rows);
  inputs_.resize(static_cast<std::size_t>(batch_rows * examples.form.inputs));
  targets_.resize(static_cast<std::size_t>(batch_rows * examples.positions * examples.target_columns));
  if (drawn_triplets_) order_.resize(static_cast<std::size_t>(batch_rows));
  if (takes_miner(examples.target) && !drawn_triplets_)
    mining_ = make_mining<T>(experiment, examples.form.outputs, batch_rows);
  if (examples.train.weights.empty()) return;
  weights_.resize(static_cast<std::size_t>(batch_rows));
  weighted_terms_ = feed_.weighted_terms(examples, examples.train);
}

template <class T>
RowWeights<T> Objective<T>::weights_of(std::span<const std::int32_t> rows) {
  if (weighted_terms_.empty()) return {};
  RowWeights<T> found{weights_.data()};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = static_cast<std::size_t>(rows[i]);
    weights_[i] = examples_.train.weights[row];
    found.divisor += weighted_terms_[row];
  }
  return found;
}

template <class T>
void Objective<T>::gather(std::span<const std::int32_t> rows) {
  if (!drawn_triplets_) return rows_.copy(rows, inputs_.data(), targets_.data());
  const std::size_t block = rows.size() / 3;
  for (std::size_t i = 0; i < rows.size(); ++i) order_[(i % 3) * block + i / 3] = rows[i];
  rows_.copy({order_.data(), rows.size()}, inputs_.data(), targets_.data());
}

template <class T>
ObjectiveValue Objective<T>::operator()(const T* parameters, std::span<const std::int32_t> rows, T* gradient) {
  gather(rows);
  const auto count = static_cast<Index>(rows.size());
  const View<const T> inputs{inputs_.data(), count, examples_.form.inputs};
  const View<const T> outputs = model_->forward(parameters, inputs);
  const View<T> slope = model_->output_gradient();
  const View<const T> targets = examples_.targets(targets_.data(), count);
  const LossTotal<T> total = drawn_triplets_ ? feed_.triplets(outputs, nullptr, slope)
                             : mining_       ? (*mining_)(feed_, outputs, targets_.data(), rows, slope)
                             : examples_.target == Target::order
                                 ? feed_.ordered(outputs, targets, nullptr, slope)
                                 : feed_.rows(outputs, targets, nullptr, slope, weights_of(rows));
  model_->backward(parameters, inputs, gradient);
  return {static_cast<double>(mean_of(total.sum, total.divisor)), penalty(parameters, gradient), total.active_share()};
}

template <class T>
double Objective<T>::penalty(const T* parameters, T* gradient) const {
  const double sizes = add_penalty(parameters, gradient);
  return tuning_ ? sizes + tuning_->pull(parameters, gradient) : sizes;
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
