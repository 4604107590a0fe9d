// SPDX-License-Identifier: MIT
#include "training/evaluation.hpp"

#include <algorithm>

namespace loss_playground {

namespace {

constexpr Index most_rows = 256;

}  // namespace

template <class T>
Evaluation<T>::Evaluation(const Experiment& experiment, const Examples<T>& examples)
    : examples_(examples),
      model_(make_model<T>(experiment.model, examples.form)),
      chunk_(std::max<Index>(std::min(most_rows, piece_work / std::max<Index>(model_->parameter_count(), 1)) /
                                 std::max(examples.positions, examples.form.bags),
                             1)) {
  model_->reserve(chunk_);
}

template <class T>
double Evaluation<T>::work(Index parameter_count) const {
  return static_cast<double>(parameter_count) * static_cast<double>(examples_.train.size() + examples_.test.size());
}

template <class T>
void Evaluation<T>::predict(const T* parameters, View<const T> inputs, T* outputs) {
  for (Index begin = 0; begin < inputs.rows; begin += chunk_) {
    const Index rows = std::min(chunk_, inputs.rows - begin);
    const auto part = model_->forward(parameters, {inputs.row(begin), rows, inputs.cols});
    std::copy_n(part.data, part.size(), outputs + begin * examples_.positions * examples_.form.outputs);
  }
}

template class Evaluation<float>;
template class Evaluation<double>;

}  // namespace loss_playground
