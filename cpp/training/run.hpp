// SPDX-License-Identifier: MIT
#pragma once
// An experiment in progress. The precision is chosen by the experiment, so callers see this interface.
#include <memory>

#include "core/error.hpp"
#include "core/experiment.hpp"
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
};

struct GradientCheck {
  double max_relative_error = 0;
  Index checked = 0;
};

class Run {
 public:
  virtual ~Run() = default;

  virtual const Experiment& experiment() const = 0;
  virtual RunFacts facts() const = 0;
  virtual const Standardization& standardization() const = 0;
  /// Takes up to `steps` steps and returns the last one's numbers, with cost and score unless `evaluate` is false.
  /// Stops before a step whose objective or gradient is not finite; parameters are then the last finite ones.
  virtual Metrics advance(std::int64_t steps, bool evaluate = true) = 0;
  virtual const History& history() const = 0;
  /// The step at which the run diverged, or 0.
  virtual std::int64_t diverged_at() const = 0;

  /// What is trained: where gradients are taken.
  virtual std::vector<OwnedTensor> parameters() const = 0;
  /// What cost, score and predictions are of: the same, unless the optimizer judges by a mean of them.
  virtual std::vector<OwnedTensor> evaluation_parameters() = 0;
  /// All parameters one after the other, in the order of parameters(). The error names a wrong count or number.
  virtual void set_parameters(const std::vector<double>& values, Error& error) = 0;
  virtual const std::vector<ParameterBlock>& blocks() const = 0;
  /// Of the objective on the next batch; nothing is updated.
  virtual std::vector<OwnedTensor> gradients() = 0;
  /// Central differences in double precision on the next batch, for `samples` parameters drawn at random (0: all).
  virtual GradientCheck gradient_check(Index samples) = 0;

  /// `input` and `target` of the rows to learn from, or of the unseen ones; class numbers as `label`, where there are
  /// classes.
  virtual std::vector<OwnedTensor> data(bool train) const = 0;
  virtual std::vector<std::int32_t> batch_rows(std::int64_t step) = 0;
  /// Outputs for rows of inputs; as probabilities where the loss reads them as such.
  virtual OwnedTensor predict(const std::vector<double>& inputs, bool probabilities) = 0;
  virtual OwnedTensor example_losses(bool train) = 0;

  /// What else can be asked of a run on a text (language/text_view.hpp) or on a search (search/search_view.hpp); null
  /// where the run is of another kind.
  virtual TextView* text() = 0;
  virtual SearchView* search() = 0;

  /// Everything that the run needs to go on from here.
  virtual std::vector<std::uint8_t> snapshot() const = 0;
  virtual void restore(const std::vector<std::uint8_t>& bytes, Error& error) = 0;
  virtual void reset() = 0;
};

}  // namespace loss_playground
