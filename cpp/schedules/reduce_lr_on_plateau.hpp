// SPDX-License-Identifier: MIT
#pragma once
// Multiplies the rate by `factor` when the objective has not improved for more than `patience` readings.
//
//   a reading is the mean objective of `interval` steps; it improves on the best so far if it is below
//   best·(1 − threshold) (rel) or best − threshold (abs); after a cut, `cooldown` readings count nothing as bad
//   the new rate is max(rate·factor, min_lr), unless the difference is at most eps
//
// In a run the objective is that of each step's batch, so that the result does not depend on when cost is evaluated;
// `interval` evens out the noise of batches. With interval 1 and one value a step this is PyTorch's in mode "min".
// Where no objective is known, as in engine.schedule(), the rate stays.
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct ReduceLrOnPlateau {
  static constexpr Descriptor descriptor{
      "reduce_lr_on_plateau",
      "reduce on plateau",
      "Reduces the learning rate when the objective stops improving. Needs no planned length.",
      R"(\eta \leftarrow \max(\gamma\, \eta, \eta_{\min}) \;\text{ after } p \text{ readings without progress})",
      "PyTorch: ReduceLROnPlateau",
      "https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html",
      {.call = "torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor={factor}, "
               "patience={patience}, threshold={threshold}, threshold_mode={threshold_mode}, "
               "cooldown={cooldown}, min_lr={min_lr}, eps={eps})",
       .before = "readings = []",
       .step = R"py(
readings.append(objective.item())
if len(readings) == {interval}:
    schedule.step(sum(readings) / len(readings))
    readings.clear()
)py"}};

  enum class ThresholdMode { rel, abs };

  double factor = 0.1;
  int patience = 10;
  double threshold = 1e-4;
  ThresholdMode threshold_mode = ThresholdMode::rel;
  int cooldown = 0;
  double min_lr = 0;
  double eps = 1e-8;
  int interval = 50;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("factor", factor, {0, 0.999999}, "Factor of each reduction.");
    visitor.integer("patience", patience, optional_step_count,
                    "Number of evaluations without improvement that are tolerated before a reduction.");
    visitor.number("threshold", threshold, non_negative,
                   "How much lower the objective must be to count as an improvement.");
    visitor.choice("threshold_mode", threshold_mode, {"rel", "abs"},
                   "Whether the threshold is relative to the best value or absolute.");
    visitor.integer("cooldown", cooldown, optional_step_count,
                    "Number of evaluations after a reduction before evaluations without improvement count again.");
    visitor.number("min_lr", min_lr, non_negative, "Lowest learning rate.");
    visitor.number("eps", eps, non_negative, "A reduction by no more than this is not made.");
    visitor.integer("interval", interval, step_count, "Number of steps whose mean objective counts as one evaluation.");
  }

  /// Steps seen in this reading and their sum; whether a reading was made; the rate, the best, bad readings, cooldown.
  static constexpr int memory = 7;

  double operator()(const Moment& moment, const double* memory) const { return memory[2] != 0 ? memory[3] : moment.lr; }

  void observe(const Moment& moment, double objective, double* memory) const {
    memory[1] += objective;
    if (++memory[0] < interval) return;
    const double reading = memory[1] / memory[0];
    memory[0] = memory[1] = 0;
    double &rate = memory[3], &best = memory[4], &bad = memory[5], &rest = memory[6];
    const bool first = memory[2] == 0;
    if (first) rate = moment.lr;
    memory[2] = 1;
    const bool better =
        first || reading < (threshold_mode == ThresholdMode::rel ? best * (1 - threshold) : best - threshold);
    if (better) best = reading;
    bad = better ? 0 : bad + 1;
    if (rest > 0) {
      --rest;
      bad = 0;
    }
    if (bad <= patience) return;
    const double cut = std::max(rate * factor, min_lr);
    if (rate - cut > eps) rate = cut;
    rest = cooldown;
    bad = 0;
  }
};

}  // namespace loss_playground
