// SPDX-License-Identifier: MIT
#pragma once
// A run in one precision: the parameters, the loop of steps over them, and what is known of the present ones.
#include "core/reduce.hpp"
#include "core/snapshot.hpp"
#include "optimizers/state.hpp"
#include "training/batches.hpp"
#include "training/evaluation_schedule.hpp"
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
        schedule_(experiment, step_work(), evaluation_work()),
        history_(evaluation_.extra_metrics()) {
    evaluation_.attach(*this);
    history_.reserve(experiment.steps);
    reset();
  }

  const Experiment& experiment() const override { return experiment_; }
  RunFacts facts() const override {
    const ModelForm& form = examples_.form;
    return {examples_.train.size(),
            examples_.test.size(),
            form.inputs,
            form.outputs,
            form.vocabulary,
            size(),
            schedule_.interval(),
            parts_.work.step,
            parts_.work.evaluation,
            examples_.class_counts()};
  }
  const Standardization& standardization() const override { return examples_.standardization; }
  const History& history() const override { return history_; }
  std::int64_t diverged_at() const override { return diverged_at_; }
  const std::vector<ParameterBlock>& blocks() const override { return objective_model().blocks(); }

  Metrics advance(std::int64_t steps, bool evaluate, std::int64_t known) override {
    std::int64_t left = steps;
    do {
      left -= take(left, known);
      if (owes_) judge();
    } while (left > 0 && diverged_at_ == 0);
    if (evaluate) judge();
    return metrics_;
  }

  std::int64_t take(std::int64_t steps, std::int64_t known) override {
    std::int64_t taken = 0;
    while (taken < steps && !owes_ && diverged_at_ == 0 && step()) {
      ++taken;
      owes_ = optimizer_.steps() > known && schedule_.has(optimizer_.steps());
    }
    return taken;
  }

  bool owes() const override { return owes_; }

  bool judge_piece() override {
    if (cost_is_known_) return true;
    const T* parameters = judged().data();
    if (judging_ == Judging::train) {
      if (evaluation_.judge_piece(parameters, true, judged_train_, metrics_)) judging_ = Judging::test;
    } else if (judging_ == Judging::test) {
      if (evaluation_.judge_piece(parameters, false, judged_test_, metrics_)) judging_ = Judging::source;
    } else if (!tuning_ || tuning_->judge_source_piece(parameters, judged_source_)) {
      take_judgement();
    }
    return cost_is_known_;
  }

  const Metrics& metrics() const override { return metrics_; }

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
        if (!math::is_finite(static_cast<T>(values[static_cast<std::size_t>(block.offset + i)])))
          error = {"parameters." + block.name + ".data[" + std::to_string(i) + "]",
                   sizeof(T) == 4 ? "a number beyond float32" : "NaN or infinity", "a finite number"};
    if (error) return;
    for (std::size_t i = 0; i < values.size(); ++i) parameters_[i] = static_cast<T>(values[i]);
    optimizer_.adopt(parameters_.data());
    diverged_at_ = 0;
    owes_ = false;
    forget_judgement();
  }

  std::vector<OwnedTensor> gradients() override {
    objective_(parameters_.data(), with_replay(optimizer_.steps() + 1, batches_), gradient_.data());
    return named(gradient_);
  }

  GradientCheck gradient_check(Index samples) override {
    const auto checking = begin_gradient_check(samples);
    if (!checking) return {};
    while (!checking->check_piece()) continue;
    return checking->found();
  }

  std::unique_ptr<GradientChecking> begin_gradient_check(Index samples) override {
    if (!parts_.check) return nullptr;
    return parts_.check({parameters_.begin(), parameters_.end()}, batches_.rows(optimizer_.steps() + 1), most_rows(),
                        samples);
  }

  std::vector<OwnedTensor> data(bool train) const override { return examples_.tensors(train); }

  std::vector<std::int32_t> batch_rows(std::int64_t step) override {
    const auto rows = with_replay(step, asked_batches_);
    return {rows.begin(), rows.end()};
  }

  OwnedTensor predict(const std::vector<double>& inputs, bool probabilities) override {
    const Aligned<T> given(inputs.begin(), inputs.end());
    const Index rows = static_cast<Index>(given.size()) / examples_.form.inputs;
    give_up_judging();
    std::vector<T> outputs(static_cast<std::size_t>(rows * examples_.positions * examples_.form.outputs));
    evaluation_.predict(judged().data(), {given.data(), rows, examples_.form.inputs}, outputs.data());
    if (probabilities)
      as_probabilities(objective_.loss().descriptor().target,
                       View<T>{outputs.data(), rows * examples_.positions, examples_.form.outputs});
    if (examples_.positions > 1)
      return {"output", {rows, examples_.positions, examples_.form.outputs}, std::move(outputs)};
    return {"output", {rows, examples_.form.outputs}, std::move(outputs)};
  }

  ExampleLosses example_losses(bool train) override {
    give_up_judging();
    auto [losses, weights] = evaluation_.row_losses(judged().data(), train);
    const auto rows = static_cast<Index>(losses.size());
    return {{"loss", {rows}, std::move(losses)}, {"weight", {rows}, std::move(weights)}};
  }

  TextView* text() override {
    give_up_judging();
    return evaluation_.text();
  }
  SearchView* search() override {
    give_up_judging();
    return evaluation_.search();
  }

  std::vector<std::uint8_t> snapshot() const override { return write_snapshot(parameters_, optimizer_); }

  void restore(const std::vector<std::uint8_t>& bytes, Restored restored, Error& error) override {
    error = read_snapshot(bytes, parameters_, optimizer_, restored);
    if (error) return;
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

  /// What the schedule of evaluations weighs against each other: multiplications by parameters alone, which
  /// facts() refines. A recorded run depends on it, so it stays as it is.
  double step_work() const {
    return 3 * static_cast<double>(size()) * static_cast<double>(most_rows() * examples_.positions);
  }
  double evaluation_work() const { return evaluation_.work(size()) * static_cast<double>(examples_.positions); }

  void forget_judgement() {
    cost_is_known_ = false;
    give_up_judging();
    evaluation_.forget();
  }

  /// Before anything else that works in the evaluation's memory.
  void give_up_judging() {
    judging_ = Judging::train;
    evaluation_.restart();
    if (tuning_) tuning_->restart_source();
  }

  void start_from(std::int64_t step) {
    metrics_.clear();
    metrics_[Metric::step] = static_cast<double>(step);
    diverged_at_ = 0;
    owes_ = false;
    forget_judgement();
  }

  /// One step; false if its objective, its gradient or the new parameters are not finite. The parameters are then those
  /// before it.
  bool step() {
    const std::int64_t number = optimizer_.steps() + 1;
    const ObjectiveValue value = objective_(parameters_.data(), with_replay(number, batches_), gradient_.data());
    const double norm = norm_of(gradient_.data());
    const double lr = optimizer_.lr();
    if (!math::is_finite(value.total()) || !math::is_finite(norm) || !math::is_finite(lr)) return diverge(number);
    clip(norm, gradient_.data());
    copy_numbers(parameters_.data(), last_finite_.data(), size());
    StepClosure closure(*this, number);
    optimizer_.step(parameters_.data(), gradient_.data(), value.total(), &closure);
    if (tuning_) tuning_->restore_frozen(parameters_.data());
    if (!all_finite(parameters_.data(), size()) || (optimizer_.averages() && !all_finite(judged().data(), size()))) {
      parameters_ = last_finite_;
      // What the optimizer remembers holds the step that failed.
      optimizer_.begin_at(number - 1);
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

  void judge() {
    while (!judge_piece()) continue;
  }

  /// Cost and score at the parameters to judge. They are recorded only at steps on the schedule: what somebody asks for
  /// in between never changes the history.
  void take_judgement() {
    cost_is_known_ = true;
    owes_ = false;
    judging_ = Judging::train;
    metrics_[Metric::cost] = judged_train_.cost;
    metrics_[Metric::score] = judged_train_.score;
    metrics_[Metric::test_cost] = judged_test_.cost;
    metrics_[Metric::test_score] = judged_test_.score;
    if (tuning_) metrics_[Metric::source_cost] = judged_source_;
    if (history_.size() > 0 && optimizer_.steps() == history_.last_step()) complete_from_history();
  }

  /// After a restore the last step's own numbers are in the history, not in metrics_.
  void complete_from_history() {
    const Metrics last = history_.last();
    for (Metric metric : {Metric::epoch, Metric::batch_loss, Metric::penalty, Metric::objective, Metric::grad_norm,
                          Metric::lr, Metric::active})
      metrics_[metric] = last[metric];
    if (schedule_.has(optimizer_.steps())) history_.amend(metrics_);
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
  EvaluationSchedule schedule_;
  History history_;
  Metrics metrics_;
  std::int64_t diverged_at_ = 0;
  /// Whether metrics_ has the cost and scores of the present parameters.
  bool cost_is_known_ = false;
  /// See owes().
  bool owes_ = false;
  /// What is judged next of the present parameters, and the results so far.
  enum class Judging { train, test, source } judging_ = Judging::train;
  Judgement judged_train_, judged_test_;
  double judged_source_ = 0;
};

}  // namespace loss_playground
