// SPDX-License-Identifier: MIT
#pragma once
// A run in one precision: the parameters, the loop of steps over them, and what is known of the present ones.
#include "core/reduce.hpp"
#include "core/snapshot.hpp"
#include "optimizers/state.hpp"
#include "training/batches.hpp"
#include "training/fit.hpp"
#include "training/objective.hpp"
#include "training/optimizer_blocks.hpp"
#include "training/run_parts.hpp"
#include "training/score.hpp"

namespace loss_playground {

template <class T>
class RunOf final : public Run, private Trained<T> {
 public:
  RunOf(const Experiment& experiment, RunParts<T> parts)
      : experiment_(experiment),
        parts_(std::move(parts)),
        examples_(*parts_.examples),
        evaluation_(*parts_.evaluation),
        tuning_(parts_.tuning.get()),
        classes_(examples_.reading == Reading::embedding ? ClassRows(examples_.train.labels, examples_.first_anchor)
                                                         : ClassRows()),
        batches_(experiment.seed, examples_.train.size(), experiment.batch_size - replayed(), company()),
        asked_batches_(batches_),
        objective_(experiment_, examples_, most_rows(), tuning_),
        parameters_(static_cast<std::size_t>(objective_.model().parameter_count())),
        last_finite_(parameters_.size()),
        gradient_(parameters_.size()),
        optimizer_(experiment.optimizer, experiment.schedule, experiment.steps,
                   optimizer_blocks(objective_.model().blocks())),
        evaluate_every_(experiment.evaluate_every > 0 ? experiment.evaluate_every : thrifty_interval()),
        history_(evaluation_.extra_metrics()) {
    evaluation_.attach(*this);
    history_.reserve(experiment.steps);
    reset();
  }

  const Experiment& experiment() const override { return experiment_; }
  RunFacts facts() const override {
    const ModelForm& form = examples_.form;
    return {examples_.train.size(), examples_.test.size(), form.inputs, form.outputs, form.vocabulary, size(),
            evaluate_every_};
  }
  const Standardization& standardization() const override { return examples_.standardization; }
  const History& history() const override { return history_; }
  std::int64_t diverged_at() const override { return diverged_at_; }
  const std::vector<ParameterBlock>& blocks() const override { return objective_model().blocks(); }

  Metrics advance(std::int64_t steps, bool evaluate) override {
    for (std::int64_t i = 0; i < steps && diverged_at_ == 0; ++i) {
      if (!step()) break;
      if (optimizer_.steps() % evaluate_every_ == 0 && (i + 1 < steps || !evaluate)) judge();
    }
    if (evaluate) judge();
    return metrics_;
  }

  std::vector<OwnedTensor> parameters() const override { return named(parameters_); }
  std::vector<OwnedTensor> evaluation_parameters() override { return named(judged()); }

  void set_parameters(const std::vector<double>& values, Error& error) override {
    if (values.size() != parameters_.size()) {
      error = {"parameters", std::to_string(values.size()) + " numbers",
               std::to_string(parameters_.size()) + " numbers"};
      return;
    }
    for (const ParameterBlock& block : blocks())
      for (Index i = 0; i < block.size && !error; ++i)
        if (!math::is_finite(values[static_cast<std::size_t>(block.offset + i)]))
          error = {"parameters." + block.name + ".data[" + std::to_string(i) + "]", "not finite", "a finite number"};
    if (error) return;
    for (std::size_t i = 0; i < values.size(); ++i) parameters_[i] = static_cast<T>(values[i]);
    optimizer_.adopt(parameters_.data());
    diverged_at_ = 0;
    forget_judgement();
  }

  std::vector<OwnedTensor> gradients() override {
    objective_(parameters_.data(), with_replay(optimizer_.steps() + 1, batches_), gradient_.data());
    return named(gradient_);
  }

  GradientCheck gradient_check(Index samples) override {
    if (!parts_.check) return {};
    const Aligned<double> parameters(parameters_.begin(), parameters_.end());
    return parts_.check(parameters, batches_.rows(optimizer_.steps() + 1), most_rows(), samples);
  }

  std::vector<OwnedTensor> data(bool train) const override { return examples_.tensors(train); }

  std::vector<std::int32_t> batch_rows(std::int64_t step) override {
    const auto rows = with_replay(step, asked_batches_);
    return {rows.begin(), rows.end()};
  }

  OwnedTensor predict(const std::vector<double>& inputs, bool probabilities) override {
    const Aligned<T> given(inputs.begin(), inputs.end());
    const Index rows = static_cast<Index>(given.size()) / examples_.form.inputs;
    std::vector<T> outputs(static_cast<std::size_t>(rows * examples_.positions * examples_.form.outputs));
    evaluation_.predict(judged().data(), {given.data(), rows, examples_.form.inputs}, outputs.data());
    if (probabilities)
      as_probabilities(objective_.loss().descriptor().target,
                       View<T>{outputs.data(), rows * examples_.positions, examples_.form.outputs});
    if (examples_.positions > 1)
      return {"output", {rows, examples_.positions, examples_.form.outputs}, std::move(outputs)};
    return {"output", {rows, examples_.form.outputs}, std::move(outputs)};
  }

  OwnedTensor example_losses(bool train) override {
    auto losses = evaluation_.row_losses(judged().data(), train);
    const auto rows = static_cast<Index>(losses.size());
    return {"loss", {rows}, std::move(losses)};
  }

  TextView* text() override { return evaluation_.text(); }
  SearchView* search() override { return evaluation_.search(); }

  std::vector<std::uint8_t> snapshot() const override { return write_snapshot(parameters_, optimizer_); }

  void restore(const std::vector<std::uint8_t>& bytes, Error& error) override {
    if (!read_snapshot(bytes, parameters_, optimizer_)) {
      error = {"snapshot", std::to_string(bytes.size()) + " bytes that do not fit this run",
               "a snapshot of a run with the same model, optimizer and precision"};
      return;
    }
    history_.cut(optimizer_.steps());
    start_from(optimizer_.steps());
  }

  void reset() override {
    Random random(experiment_.seed, Stream::weights);
    if (tuning_) {
      parameters_.assign(tuning_->start().begin(), tuning_->start().end());
    } else {
      objective_.model().initialize(parameters_.data(), random);
    }
    optimizer_.reset();
    history_.cut(0);
    evaluation_.reset();
    start_from(0);
  }

 private:
  const T* judged_parameters() override { return judged().data(); }
  double last_batch_loss() const override { return metrics_[Metric::batch_loss]; }

  Index size() const { return static_cast<Index>(parameters_.size()); }
  /// What each row of a batch brings along.
  Company company() const {
    if (draws_triplets(experiment_, examples_.target)) return {&classes_, 3, examples_.first_anchor};
    if (examples_.first_anchor > 0) return {&classes_, 2, examples_.first_anchor};
    return {};
  }
  Index replayed() const { return tuning_ ? tuning_->replayed() : 0; }
  Index most_rows() const { return batches_.size() * company().size + replayed(); }
  std::span<const std::int32_t> with_replay(std::int64_t step, Batches& batches) {
    return tuning_ ? tuning_->with_replay(step, batches.rows(step)) : batches.rows(step);
  }
  const Model<T>& objective_model() const { return const_cast<Objective<T>&>(objective_).model(); }

  /// Steps between evaluations so that they cost less than a tenth of the training, by counting multiplications.
  int thrifty_interval() const {
    const double step = 3 * static_cast<double>(size()) * static_cast<double>(most_rows());
    return static_cast<int>(std::min(10 * evaluation_.work(size()) / step, 1e6)) + 1;
  }

  void forget_judgement() {
    cost_is_known_ = false;
    evaluation_.forget();
  }

  void start_from(std::int64_t step) {
    metrics_.clear();
    metrics_[Metric::step] = static_cast<double>(step);
    diverged_at_ = 0;
    forget_judgement();
  }

  /// One step; false, with nothing changed, if its objective or gradient is not finite.
  bool step() {
    const std::int64_t number = optimizer_.steps() + 1;
    const ObjectiveValue value = objective_(parameters_.data(), with_replay(number, batches_), gradient_.data());
    const double norm = norm_of(gradient_.data());
    if (!math::is_finite(value.total()) || !math::is_finite(norm)) return diverge(number);
    clip(norm, gradient_.data());
    const double lr = optimizer_.lr();
    copy_numbers(parameters_.data(), last_finite_.data(), size());
    StepClosure closure(*this, number);
    optimizer_.step(parameters_.data(), gradient_.data(), value.total(), &closure);
    if (tuning_) tuning_->restore_frozen(parameters_.data());
    if (!all_finite(parameters_.data(), size())) {
      parameters_ = last_finite_;
      return diverge(number);
    }
    metrics_.clear();
    metrics_[Metric::step] = static_cast<double>(number);
    metrics_[Metric::epoch] = static_cast<double>(batches_.epoch() + 1);
    metrics_[Metric::batch_loss] = value.batch_loss;
    metrics_[Metric::penalty] = value.penalty;
    metrics_[Metric::objective] = value.total();
    metrics_[Metric::grad_norm] = norm;
    metrics_[Metric::lr] = lr;
    metrics_[Metric::active] = value.active;
    history_.push(metrics_);
    forget_judgement();
    return true;
  }

  bool diverge(std::int64_t step) {
    diverged_at_ = step;
    return false;
  }

  /// What an optimizer may ask for within a step: the objective at other parameters on the same batch, clipped alike.
  class StepClosure final : public Closure<T> {
   public:
    StepClosure(RunOf& run, std::int64_t number) : run_(run), number_(number) {}
    double operator()(const T* parameters, T* gradient) override {
      const double value = run_.objective_(parameters, run_.with_replay(number_, run_.batches_), gradient).total();
      run_.clip(run_.norm_of(gradient), gradient);
      return value;
    }

   private:
    RunOf& run_;
    std::int64_t number_;
  };

  /// The parameters that cost, score and predictions are of.
  const Aligned<T>& judged() {
    if (!optimizer_.averages()) return parameters_;
    averaged_.resize(parameters_.size());
    optimizer_.average(parameters_.data(), averaged_.data());
    return averaged_;
  }

  double norm_of(const T* gradient) const { return math::sqrt(sum_of_squares(gradient, size())); }

  /// Scales the gradient to the allowed norm, as torch.nn.utils.clip_grad_norm_ does.
  void clip(double norm, T* gradient) const {
    if (!experiment_.gradient_clip) return;
    const double factor = *experiment_.gradient_clip / (norm + 1e-6);
    if (factor >= 1) return;
    for (std::size_t i = 0; i < parameters_.size(); ++i) gradient[i] *= static_cast<T>(factor);
  }

  /// Cost and score at the parameters to judge, kept with the last step.
  void judge() {
    if (cost_is_known_) return;
    cost_is_known_ = true;
    const T* parameters = judged().data();
    const Judgement train = evaluation_.train(parameters), test = evaluation_.test(parameters, metrics_);
    metrics_[Metric::cost] = train.cost;
    metrics_[Metric::score] = train.score;
    metrics_[Metric::test_cost] = test.cost;
    metrics_[Metric::test_score] = test.score;
    if (tuning_) metrics_[Metric::source_cost] = tuning_->source_cost(parameters);
    if (history_.size() > 0 && optimizer_.steps() == history_.last_step()) amend_history();
  }

  void amend_history() {
    // After a restore the last step's own numbers are in the history, not in metrics_.
    const Metrics last = history_.last();
    for (Metric metric : {Metric::epoch, Metric::batch_loss, Metric::penalty, Metric::objective, Metric::grad_norm,
                          Metric::lr, Metric::active})
      metrics_[metric] = last[metric];
    history_.amend(metrics_);
  }

  static std::vector<T> copy(const T* first, std::size_t count) { return {first, first + count}; }

  std::vector<OwnedTensor> named(const Aligned<T>& flat) const {
    std::vector<OwnedTensor> list;
    for (const ParameterBlock& block : blocks())
      list.push_back({block.name, block.shape, copy(flat.data() + block.offset, static_cast<std::size_t>(block.size))});
    return list;
  }

  Experiment experiment_;
  RunParts<T> parts_;
  const Examples<T>& examples_;
  Evaluation<T>& evaluation_;
  Tuning<T>* tuning_;
  ClassRows classes_;
  Batches batches_;
  /// Answers batch_rows() without disturbing the order of the epoch in progress.
  Batches asked_batches_;
  Objective<T> objective_;
  Aligned<T> parameters_;
  Aligned<T> last_finite_;
  Aligned<T> gradient_;
  /// Made when an optimizer that judges by a mean is first judged.
  Aligned<T> averaged_;
  OptimizerState<T> optimizer_;
  int evaluate_every_;
  History history_;
  Metrics metrics_;
  std::int64_t diverged_at_ = 0;
  /// Whether metrics_ has the cost and scores of the present parameters.
  bool cost_is_known_ = false;
};

}  // namespace loss_playground
