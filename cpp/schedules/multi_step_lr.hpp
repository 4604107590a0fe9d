// SPDX-License-Identifier: MIT
#pragma once
// Multiplies the rate by gamma at each milestone: lr·gamma^(milestones up to t). A milestone given twice counts twice.
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct MultiStepLr {
  static constexpr Descriptor descriptor{
      "multi_step_lr",
      "multi-step decay",
      "Multiplies the learning rate by gamma at each of the given steps.",
      R"(\eta_t = \eta\, \gamma^{\#\{i : m_i \le t\}})",
      "PyTorch: MultiStepLR",
      "https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html",
      {.call = "torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones={milestones}, gamma={gamma})"}};

  std::vector<int> milestones = {500, 800};
  double gamma = 0.1;

  void parameters(ParameterVisitor& visitor) {
    visitor.integers("milestones", milestones, {0, 1e9}, "Steps at which the learning rate changes, counted from 0.");
    visitor.number("gamma", gamma, positive, "Factor of each reduction.");
  }

  double operator()(const Moment& moment) const {
    const auto passed = std::count_if(milestones.begin(), milestones.end(), [&](int at) { return at <= moment.step; });
    return scaled(moment.lr, gamma, passed);
  }
};

}  // namespace loss_playground
