// SPDX-License-Identifier: MIT
#pragma once
// One cycle: up from max_lr / div_factor to max_lr, then down to max_lr / div_factor / final_div_factor, by cosine or
// straight lines; with three_phase down to the start first, then on to the end. After the end the last rate stays
// (PyTorch refuses to go on).
//
// Only the rate cycles; momentum is left alone (PyTorch's cycle_momentum=False).
// Smith, Topin: Super-convergence (2017), https://arxiv.org/abs/1708.07120
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct OneCycleLr {
  static constexpr Descriptor descriptor{
      "one_cycle_lr",
      "one cycle",
      "Rises to a peak in the first part of the run, then decreases far below the start.",
      R"(\eta_0 = \tfrac{\eta_{\max}}{d} \;\nearrow\; \eta_{\max} \;\searrow\; \tfrac{\eta_0}{f})",
      "Smith, Topin 2017",
      "https://arxiv.org/abs/1708.07120",
      {.call = "torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr={max_lr|0={lr}}, "
               "total_steps={total_steps|0={steps}}, pct_start={pct_start}, "
               "anneal_strategy={anneal_strategy}, div_factor={div_factor}, "
               "final_div_factor={final_div_factor}, three_phase={three_phase}, cycle_momentum=False)",
       .step = R"py(
# PyTorch refuses a step beyond the last of the cycle.
if step < {total_steps|0={steps}}:
    schedule.step()
)py"}};

  enum class Anneal { cos, linear };

  double max_lr = 0;
  int total_steps = 0;
  double pct_start = 0.3;
  Anneal anneal_strategy = Anneal::cos;
  double div_factor = 25;
  double final_div_factor = 1e4;
  bool three_phase = false;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("max_lr", max_lr, non_negative, "Peak learning rate; 0 means the optimizer's.");
    visitor.integer("total_steps", total_steps, optional_step_count,
                    "Length of the cycle; 0 means the planned length of the run.");
    visitor.number("pct_start", pct_start, fraction, "Fraction of the cycle in which the learning rate rises.");
    visitor.choice("anneal_strategy", anneal_strategy, {"cos", "linear"}, "Shape of the change: cosine or linear.");
    visitor.number("div_factor", div_factor, positive, "Peak divided by the initial learning rate.");
    visitor.number("final_div_factor", final_div_factor, positive, "Initial learning rate divided by the final one.");
    visitor.boolean(
        "three_phase", three_phase,
        "Adds a third phase: the learning rate first returns to its initial value, then decreases to the final one.");
  }

  double operator()(const Moment& moment) const {
    const double peak = max_lr > 0 ? max_lr : moment.lr, first = peak / div_factor, last = first / final_div_factor;
    const auto total = static_cast<double>(steps_or_planned(total_steps, moment)), end = total - 1;
    const double at = std::min(static_cast<double>(moment.step), end), top = pct_start * total - 1;
    if (at <= top) return between(first, peak, at, 0, top);
    if (!three_phase) return between(peak, last, at, top, end);
    const double middle = 2 * pct_start * total - 2;
    return at <= middle ? between(peak, first, at, top, middle) : between(first, last, at, middle, end);
  }

 private:
  double between(double from, double to, double at, double start, double end) const {
    const double part = end > start ? (at - start) / (end - start) : 1;
    return anneal_strategy == Anneal::cos ? cosine_between(from, to, part) : from + (to - from) * part;
  }
};

}  // namespace loss_playground
