// SPDX-License-Identifier: MIT
#pragma once
// New schedule: the learning rate decreases as 1 / (1 + decay·t). Explain here when to use it.
// Author: Title (year), https://doi.org/10.1214/aoms/1177729586
#include "schedules/schedule.hpp"

namespace loss_playground {

struct NewSchedule {
  static constexpr Descriptor descriptor{
      "new_schedule",
      "new schedule",
      "Decreases fast at first, then ever more slowly, and never reaches 0.",
      R"(\eta_t = \frac{\eta}{1 + \gamma t})",
      "Author year",
      "https://doi.org/10.1214/aoms/1177729586",
      {.call = "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 / (1 + {decay} * step))"}};

  double decay = 0.01;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("decay", decay, non_negative, "How fast the learning rate decreases; 0 keeps it constant.");
  }

  /// The learning rate at step moment.step, which counts from 0; moment.planned is the length of the run.
  double operator()(const Moment& moment) const { return moment.lr / (1 + decay * static_cast<double>(moment.step)); }
};

}  // namespace loss_playground
