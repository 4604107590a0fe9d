// SPDX-License-Identifier: MIT
#include "training/work.hpp"

#include <algorithm>

#include "losses/loss.hpp"
#include "models/model.hpp"
#include "optimizers/optimizer.hpp"
#include "training/fit.hpp"
#include "training/mining.hpp"
#include "training/optimizer_blocks.hpp"

namespace loss_playground {

namespace {

/// The parts of a step's work.
struct StepWork {
  double objective = 0, optimizer = 0;
  double total() const { return objective + optimizer; }
};

template <class T>
class Estimate {
 public:
  Estimate(const Experiment& experiment, const Examples<T>& examples)
      : experiment_(experiment),
        examples_(examples),
        model_(make_model<T>(experiment.model, examples.form)),
        loss_(make_loss<T>(experiment.loss)),
        optimizer_(make_optimizer<T>(experiment.optimizer)),
        blocks_(optimizer_blocks(model_->blocks())),
        alike_share_(alike_share(examples.train.labels)) {}

  Index batch() const { return std::min(examples_.train.size(), static_cast<Index>(experiment_.batch_size)); }

  StepWork step(Index batch) const {
    const Index company = draws() ? 3 : examples_.first_anchor > 0 ? 2 : 1;
    const auto rows = static_cast<double>(batch * company);
    const BatchSize size = size_of(rows);
    // Forward and backward together are three times the forward pass.
    StepWork work;
    work.objective = 3 * forward(rows) + loss_->work(size);
    if (takes_miner(examples_.target) && !draws()) work.objective += mining_work(experiment_, size);
    work.optimizer = optimizer_->work({blocks_, model_->parameter_count()}, work.objective);
    return work;
  }

  double evaluation() const { return judgement(examples_.train.size()) + judgement(examples_.test.size()); }

 private:
  bool draws() const { return draws_triplets(experiment_, examples_.target); }
  double forward(double rows) const { return rows * model_->work() * static_cast<double>(examples_.positions); }

  BatchSize size_of(double rows) const {
    return {rows * static_cast<double>(examples_.positions), static_cast<double>(examples_.form.outputs),
            std::max(alike_share_ * rows, examples_.first_anchor > 0 ? 2.0 : 1.0)};
  }

  static double alike_share(std::vector<double> labels) {
    std::sort(labels.begin(), labels.end());
    double squares = 0;
    for (auto first = labels.begin(); first != labels.end();) {
      const auto last = std::upper_bound(first, labels.end(), *first);
      const auto count = static_cast<double>(last - first) / static_cast<double>(labels.size());
      squares += count * count;
      first = last;
    }
    return squares;
  }

  double judgement(Index rows) const {
    const auto count = static_cast<double>(rows), width = static_cast<double>(examples_.form.outputs);
    const Index piece = examples_.target == Target::batch ? batch() : rows;
    const double pieces = piece > 0 ? count / static_cast<double>(piece) : 0;
    double work = forward(count) + pieces * loss_->work(size_of(static_cast<double>(piece)));
    if (examples_.first_anchor > 0) {
      work += count * static_cast<double>(examples_.first_anchor) * width;
    } else if (examples_.reading == Reading::embedding) {
      work += count * count * width;
    }
    return work;
  }

  const Experiment& experiment_;
  const Examples<T>& examples_;
  std::unique_ptr<Model<T>> model_;
  std::unique_ptr<Loss<T>> loss_;
  std::unique_ptr<Optimizer<T>> optimizer_;
  std::vector<Block> blocks_;
  /// The chance that two training rows are of one class.
  double alike_share_;
};

/// What to make smaller: the batch if that is enough, otherwise what the larger part of the work is for.
template <class T>
Error too_much(const Experiment& experiment, const Estimate<T>& estimate) {
  const StepWork work = estimate.step(estimate.batch());
  Index fits = 0, fails = estimate.batch();
  while (fails - fits > 1) {
    const Index middle = fits + (fails - fits) / 2;
    (estimate.step(middle).total() > most_step_work ? fails : fits) = middle;
  }
  const std::string reason = ": more would take over a minute a step";
  if (work.optimizer > work.objective && estimate.step(1).total() > most_step_work / 2)
    return {"optimizer.id", experiment.optimizer.id + ", which would take over a minute a step",
            "another optimizer, or a model with fewer parameters"};
  if (fits > 0)
    return {"batch_size", std::to_string(estimate.batch()),
            "at most " + std::to_string(fits) + " rows with " + experiment.loss.id + " and this model" + reason};
  return {"model.id", experiment.model.id + ", which would take over a minute a step", "a model with fewer parameters"};
}

}  // namespace

template <class T>
Work estimate_work(const Experiment& experiment, const Examples<T>& examples, Error& error) {
  const Estimate<T> estimate(experiment, examples);
  const Work work{estimate.step(estimate.batch()).total(), estimate.evaluation()};
  if (work.step > most_step_work) error = too_much(experiment, estimate);
  return work;
}

template Work estimate_work(const Experiment&, const Examples<float>&, Error&);
template Work estimate_work(const Experiment&, const Examples<double>&, Error&);

}  // namespace loss_playground
