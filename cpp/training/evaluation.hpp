// SPDX-License-Identifier: MIT
#pragma once
// Cost J and score: the model on whole sets, without the penalty. Each kind of data has its evaluation.
#include "core/experiment.hpp"
#include "training/examples.hpp"
#include "training/history.hpp"

namespace loss_playground {

class TextView;
class SearchView;

struct Judgement {
  double cost = 0;
  double score = 0;
};

/// What an evaluation may ask of the run that it belongs to, between two steps.
template <class T>
class Trained {
 public:
  virtual ~Trained() = default;
  /// The parameters that cost, score and predictions are of.
  virtual const T* judged_parameters() = 0;
  /// NaN before the first step.
  virtual double last_batch_loss() const = 0;
};

template <class T>
class Evaluation {
 public:
  virtual ~Evaluation() = default;

  virtual Judgement train(const T* parameters) = 0;
  /// Fills in the metrics that only this kind of data has, too.
  virtual Judgement test(const T* parameters, Metrics& metrics) = 0;
  /// One loss a row: of its elements the mean, of an anchor the loss of its fixed triplet or the mean of its pairs.
  virtual std::vector<T> row_losses(const T* parameters, bool train) = 0;
  /// The metrics of test() besides the common ones.
  virtual ExtraMetrics extra_metrics() const { return {}; }
  /// Multiplications of judging both parts.
  virtual double work(Index parameter_count) const;

  /// Outputs for any inputs of the right width.
  void predict(const T* parameters, View<const T> inputs, T* outputs);

  /// The parameters have changed.
  virtual void forget() {}
  /// Restarts the run.
  virtual void reset() {}
  /// To be called once by the run, which outlives this.
  void attach(Trained<T>& run) { run_ = &run; }
  /// What else can be asked of a run on such data; null where it is of another kind.
  virtual TextView* text() { return nullptr; }
  virtual SearchView* search() { return nullptr; }

 protected:
  /// The examples must outlive this.
  Evaluation(const Experiment& experiment, const Examples<T>& examples);

  const Examples<T>& examples_;
  /// Rows that go through the model at a time, to keep its arena small.
  Index chunk_;
  std::unique_ptr<Model<T>> model_;
  Trained<T>* run_ = nullptr;
};

}  // namespace loss_playground
