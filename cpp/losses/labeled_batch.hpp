// SPDX-License-Identifier: MIT
#pragma once
// What losses of a whole labeled batch share: each row against all others, alike (of its class) or unlike.
//
// Similarities are computed row by row and not kept, so that memory grows with N and not with N². The scratch holds
// the lengths of all rows, then what the loss keeps of one row at a time.
#include "distances/cosine_distance.hpp"
#include "losses/class_numbers.hpp"

namespace loss_playground {

inline constexpr std::array<LossInput, max_loss_inputs> batch_inputs{
    LossInput{"embeddings", "(N, D)", "real"}, LossInput{"labels", "(N) class indices", "class_index"}};

template <class T>
class LabeledBatch {
 public:
  explicit LabeledBatch(const LossCall<T>& call) : call_(call) {}

  Index rows() const { return call_.inputs[0].rows; }
  bool alike(Index i, Index j) const { return call_.inputs[1].data[i] == call_.inputs[1].data[j]; }
  const T* point(Index i) const { return call_.inputs[0].row(i); }
  T* gradient(Index i) const { return call_.gradients[0].given() ? call_.gradients[0].row(i) : nullptr; }
  T* spare() const { return call_.scratch + rows(); }

  Index positives(Index i) const {
    Index count = 0;
    for (Index j = 0; j < rows(); ++j) count += j != i && alike(i, j);
    return count;
  }
  /// Pairs of alike rows, each counted once.
  Index pairs() const {
    Index count = 0;
    for (Index i = 0; i < rows(); ++i) count += positives(i);
    return count / 2;
  }

  void measure() const {
    for (Index i = 0; i < rows(); ++i) call_.scratch[i] = CosineDistance::floored(point(i), columns());
  }
  T cosine_of(Index i, Index j) const {
    return cosine(point(i), point(j), columns(), call_.scratch[i], call_.scratch[j]);
  }
  T dot_of(Index i, Index j) const { return dot(point(i), point(j), columns()); }

  /// Adds the gradient of amount × cosine_of(i, j); amounts are already scaled.
  void pull_cosine(Index i, Index j, T amount) const {
    if (!gradient(i) || amount == T(0)) return;
    const T angle = cosine_of(i, j), a = call_.scratch[i], b = call_.scratch[j];
    add_cosine_gradient(point(i), point(j), columns(), a, b, angle, amount, CosineDistance::pulled(a), gradient(i));
    add_cosine_gradient(point(j), point(i), columns(), b, a, angle, amount, CosineDistance::pulled(b), gradient(j));
  }
  /// The same of dot_of(i, j).
  void pull_dot(Index i, Index j, T amount) const {
    if (!gradient(i)) return;
    for (Index k = 0; k < columns(); ++k) {
      gradient(i)[k] += amount * point(j)[k];
      gradient(j)[k] += amount * point(i)[k];
    }
  }
  Index columns() const { return call_.inputs[0].cols; }

 private:
  const LossCall<T>& call_;
};

/// What stands for a row that does not take part in a Softmax.
template <class T>
constexpr T left_out = std::numeric_limits<T>::lowest();

/// A rule has `T row(const LossCall<T>&, Index) const` and `static constexpr Index spare_rows`, how many times N
/// numbers it keeps of a row.
template <class Rule>
struct BatchLoss {
  template <class T>
  Index scratch_size(const LossCall<T>& call) const {
    return (1 + Rule::spare_rows) * call.inputs[0].rows;
  }

  /// Each row with each other one: a similarity, an exponential and the gradient of both rows.
  double work(const BatchSize& size) const { return size.rows * size.rows * (25 * size.columns + 150); }

  template <class T>
  void check(const LossCall<T>& call, Error& error) const {
    const auto& points = call.inputs[0];
    if (points.rank != 2 || points.cols < 1) {
      error = {"embeddings.shape", shape_text(points), "[N, D] with D of at least 1"};
      return;
    }
    check_one_a_row(Rule::descriptor, call, 1, error);
    constexpr Index most = Index{1} << 30;
    for (Index i = 0; i < points.rows && !error; ++i) check_label(call.inputs[1].data[i], i, most, error);
  }

  template <class T>
  LossSum<T> operator()(const LossCall<T>& call) const {
    LabeledBatch<T>(call).measure();
    const auto row = [](const void* rule, const LossCall<T>& batch, Index i) {
      return static_cast<const Rule*>(rule)->row(batch, i);
    };
    return rowwise_sum<T>(call, row, static_cast<const Rule*>(this));
  }

 private:
  template <class T>
  static void check_label(T label, Index row, Index most, Error& error) {
    const bool small = math::abs(label) < static_cast<T>(most);
    if (small && static_cast<T>(static_cast<Index>(label)) == label) return;
    error = {"labels.data[" + std::to_string(row) + "]", "not a class index", "a whole number"};
  }
};

}  // namespace loss_playground
