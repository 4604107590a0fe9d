// SPDX-License-Identifier: MIT
#pragma once
// Cost J and score: the model on whole data sets, without the penalty. Each kind of data has its evaluation.
#include "core/experiment.hpp"
#include "core/pieces.hpp"
#include "training/examples.hpp"
#include "training/history.hpp"

namespace loss_playground {

class TextView;
class SearchView;

struct Judgement {
  double cost = 0;
  double score = 0;
};

/// One loss per row, the mean of its terms, and how many of the terms that the cost averages these are, times the
/// row's sample weight.
template <class T>
struct RowLosses {
  std::vector<T> losses, weights;

  void add(T sum, T terms) {
    losses.push_back(terms > T(0) ? sum / terms : T(0));
    weights.push_back(terms);
  }
};

/// What an evaluation needs from its run, between two steps.
template <class T>
class Trained {
 public:
  virtual ~Trained() = default;
  /// The parameters that cost, score and predictions use.
  virtual const T* judged_parameters() = 0;
  /// NaN before the first step.
  virtual double last_batch_loss() const = 0;
};

template <class T>
class Evaluation {
 public:
  virtual ~Evaluation() = default;

  /// Judges the training or the test set one piece of work further; true once `found` is the result, which does not
  /// depend on what happens between the pieces. The test set fills in the metrics that only this kind of data has, too.
  /// Only one set is judged at a time, at the same parameters throughout.
  virtual bool judge_piece(const T* parameters, bool train, Judgement& found, Metrics& metrics) = 0;
  /// Gives up a set that is judged in part: the next piece is a first one.
  virtual void restart() = 0;
  /// The terms of a row are its elements or tokens, of an anchor its fixed triplet or its pairs, of a list its pairs;
  /// of a row of a loss of whole batches an equal share of the batch's. Σ weight · loss / Σ weight is the cost.
  virtual RowLosses<T> row_losses(const T* parameters, bool train) = 0;
  /// The metrics of test() besides the common ones.
  virtual ExtraMetrics extra_metrics() const { return {}; }
  /// Multiplications of evaluating both parts.
  virtual double work(Index parameter_count) const;

  /// Outputs for any inputs of the right width.
  void predict(const T* parameters, View<const T> inputs, T* outputs);

  /// The parameters have changed.
  virtual void forget() {}
  /// Restarts the run.
  virtual void reset() {}
  /// To be called once by the run, which outlives this.
  void attach(Trained<T>& run) { run_ = &run; }
  /// Further methods for such data; null for other tasks.
  virtual TextView* text() { return nullptr; }
  virtual SearchView* search() { return nullptr; }

 protected:
  /// The examples must outlive this.
  Evaluation(const Experiment& experiment, const Examples<T>& examples);

  const Examples<T>& examples_;
  std::unique_ptr<Model<T>> model_;
  /// Rows that go through the model at a time: few enough to keep its arena small, and a piece of work short.
  Index chunk_;
  Trained<T>* run_ = nullptr;
};

}  // namespace loss_playground
