// SPDX-License-Identifier: MIT
#pragma once
// A run of an experiment. The experiment chooses the precision, so callers use this interface.
#include <memory>

#include "core/error.hpp"
#include "core/experiment.hpp"
#include "core/snapshot.hpp"
#include "models/model.hpp"
#include "tasks/table_data.hpp"
#include "training/history.hpp"
#include "training/owned_tensor.hpp"

namespace loss_playground {

class TextView;
class SearchView;

struct RunFacts {
  Index train_rows, test_rows, inputs, outputs, vocabulary, parameter_count;
  int evaluate_every;
  /// Multiplications of a step and of evaluating cost and scores once: training/work.hpp.
  double step_work, evaluation_work;
  /// Training rows of each class; empty where the targets are no classes.
  std::vector<std::int32_t> class_counts;
};

struct GradientCheck {
  /// Over the entries that were checked.
  double max_relative_error = 0;
  Index checked = 0;
  /// Entries at a kink of the objective, which has no gradient there.
  Index skipped = 0;
};

/// A gradient check that is being done.
class GradientChecking {
 public:
  virtual ~GradientChecking() = default;
  /// Evaluates the objective once; true once all is checked.
  virtual bool check_piece() = 0;
  virtual const GradientCheck& found() const = 0;
};

/// One loss per row, and how many of the terms that the cost averages the row holds, elements, tokens, or pairs, times
/// its sample weight. The cost is Σ weight · loss / Σ weight.
struct ExampleLosses {
  OwnedTensor losses, weights;
};

class Run {
 public:
  virtual ~Run() = default;

  virtual const Experiment& experiment() const = 0;
  virtual RunFacts facts() const = 0;
  virtual const Standardization& standardization() const = 0;
  /// Takes up to `steps` steps and returns the last one's numbers, with cost and score unless `evaluate` is false. Cost
  /// and score are recorded at the steps of the experiment's schedule after `known`, up to which the caller has them.
  /// Stops before a step whose objective, gradient or result is not finite; parameters are then the last finite ones.
  /// If the optimizer had already taken the step, its memory starts fresh there.
  virtual Metrics advance(std::int64_t steps, bool evaluate = true, std::int64_t known = 0) = 0;
  /// advance() in parts, for callers that must stop in between. take() stops early where cost and score are to be
  /// recorded; the number of steps taken. While owes(), nothing but judge_piece() is done by the next take().
  virtual std::int64_t take(std::int64_t steps, std::int64_t known) = 0;
  /// Whether cost and score of the last step are to be recorded and are not yet known.
  virtual bool owes() const = 0;
  /// Evaluates cost and score one piece of work further, some 20 ms; true once they are known.
  virtual bool judge_piece() = 0;
  /// The last step's numbers.
  virtual const Metrics& metrics() const = 0;
  virtual const History& history() const = 0;
  /// The step at which the run diverged, or 0.
  virtual std::int64_t diverged_at() const = 0;

  /// The trained parameters: where gradients are computed.
  virtual std::vector<OwnedTensor> parameters() const = 0;
  /// The parameters that cost, score and predictions use: the same, unless the optimizer averages them.
  virtual std::vector<OwnedTensor> evaluation_parameters() = 0;
  /// All parameters one after the other, in the order of parameters(). The error names a wrong count, or a number that
  /// is not finite in the run's precision.
  virtual void set_parameters(const std::vector<double>& values, Error& error) = 0;
  virtual const std::vector<ParameterBlock>& blocks() const = 0;
  /// Of the objective on the next batch; nothing is updated.
  virtual std::vector<OwnedTensor> gradients() = 0;
  /// Finite differences in double precision on the next batch, for `samples` parameters drawn at random (0: all).
  virtual GradientCheck gradient_check(Index samples) = 0;
  /// gradient_check() in pieces, whatever becomes of the run in between. Null if only single precision is linked.
  virtual std::unique_ptr<GradientChecking> begin_gradient_check(Index samples) = 0;

  /// `input` and `target` of the training or test rows; class indices as `label`, if there are classes.
  virtual std::vector<OwnedTensor> data(bool train) const = 0;
  virtual std::vector<std::int32_t> batch_rows(std::int64_t step) = 0;
  /// Outputs for rows of inputs; as probabilities where the loss reads them as such.
  virtual OwnedTensor predict(const std::vector<double>& inputs, bool probabilities) = 0;
  virtual ExampleLosses example_losses(bool train) = 0;

  /// Further methods of a run on a text (language/text_view.hpp) or on a search (search/search_view.hpp); null for
  /// other tasks.
  virtual TextView* text() = 0;
  virtual SearchView* search() = 0;

  /// Everything that the run needs to continue from here.
  virtual std::vector<std::uint8_t> snapshot() const = 0;
  /// Continues from a snapshot; what is not restored of optimizer and schedule starts fresh at the snapshot's step.
  virtual void restore(const std::vector<std::uint8_t>& bytes, Restored restored, Error& error) = 0;
  virtual void reset() = 0;
};

}  // namespace loss_playground
