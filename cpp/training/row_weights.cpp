// SPDX-License-Identifier: MIT
// What sample weights do to the losses of rows: apart from the code that is compiled for speed, since few runs have
// some.
#include "training/loss_feed.hpp"

namespace loss_playground {

/// Multiplies the gradient by the rows' weights; Σ weight · loss.
template <class T>
T LossFeed<T>::weigh(const T* weights, View<const T> outputs, const T* values, View<T> slope) const {
  const Index width = values_a_row(outputs);
  T sum = T(0);
  for (Index i = 0; i < outputs.rows; ++i) {
    for (Index j = 0; j < width; ++j) sum += weights[i] * values[i * width + j];
    for (Index j = 0; slope.given() && j < slope.cols; ++j) slope(i, j) *= weights[i];
  }
  return sum;
}

template <class T>
std::vector<T> LossFeed<T>::weighted_terms(const Examples<T>& examples, const Part<T>& part) const {
  Aligned<T> input(static_cast<std::size_t>(examples.form.inputs));
  Aligned<T> target(static_cast<std::size_t>(examples.target_columns));
  std::vector<T> terms;
  terms.reserve(part.weights.size());
  for (const T weight : part.weights) {
    const auto row = static_cast<std::int32_t>(terms.size());
    part.rows->copy({&row, 1}, input.data(), target.data());
    const View<const T> output{input.data(), 1, examples.form.outputs};
    terms.push_back(weight * divisor(output, examples.targets(target.data(), 1)));
  }
  return terms;
}

template float LossFeed<float>::weigh(const float*, View<const float>, const float*, View<float>) const;
template double LossFeed<double>::weigh(const double*, View<const double>, const double*, View<double>) const;
template std::vector<float> LossFeed<float>::weighted_terms(const Examples<float>&, const Part<float>&) const;
template std::vector<double> LossFeed<double>::weighted_terms(const Examples<double>&, const Part<double>&) const;

}  // namespace loss_playground
