// SPDX-License-Identifier: MIT
#pragma once
// An experiment in progress. The precision is chosen by the experiment, so callers see this interface.
#include <memory>

#include "core/experiment.hpp"
#include "language/fine_tuning.hpp"
#include "language/text_reader.hpp"
#include "models/model.hpp"
#include "search/search_reader.hpp"
#include "tasks/task.hpp"
#include "training/history.hpp"
#include "training/owned_tensor.hpp"

namespace loss_playground {

struct RunFacts {
  Index train_rows, test_rows, inputs, outputs, vocabulary, parameter_count;
  /// Of a search task: documents, which are the first training rows.
  Index documents;
  int evaluate_every;
};

struct GradientCheck {
  double max_relative_error = 0;
  Index checked = 0;
};

class Run {
 public:
  virtual ~Run() = default;

  virtual RunFacts facts() const = 0;
  virtual const Dataset& dataset() const = 0;
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

  /// Of a next-token task; the error says so where the task is another, or that a text is empty or has a character
  /// without a token.
  virtual Likelihood likelihood(bool train, Error& error) = 0;
  virtual std::vector<double> next_token(const std::string& before, Error& error) = 0;
  virtual std::string sample(const SampleOptions& options, Error& error) = 0;
  /// How likely each token of a text is, and the boundary after it.
  virtual TokenLosses token_losses(const std::string& text, Error& error) = 0;

  /// Of a search task; the error says so where the task is another. The k documents nearest to a query, nearest first;
  /// refused if the query has no feature of a text to learn from.
  virtual std::vector<Hit> search(const std::string& query, Index k, Error& error) = 0;
  /// The same plane each time, which follows the documents; reset() forgets it.
  virtual EmbeddingMap embedding_map(MapOf which, Error& error) = 0;
  virtual Diagnosis diagnose(Error& error) = 0;

  /// Everything that the run needs to go on from here.
  virtual std::vector<std::uint8_t> snapshot() const = 0;
  virtual void restore(const std::vector<std::uint8_t>& bytes, Error& error) = 0;
  virtual void reset() = 0;
};

/// Whether this module has what an experiment names: the starter (core/starter.hpp) has not all, and no gradient check.
bool can_run(const Experiment& experiment);

/// The experiment's specs must be of the catalogs, with parameters in range. The error names what the catalog cannot
/// say: a loss that does not fit the task, a damaged file, a model too large.
std::unique_ptr<Run> make_run(const Experiment& experiment, const Source& source, Error& error,
                              const Start& start = {});

}  // namespace loss_playground
