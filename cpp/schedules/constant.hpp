// SPDX-License-Identifier: MIT
#pragma once
// No schedule: the optimizer's own rate at every step.
#include "schedules/schedule.hpp"

namespace loss_playground {

struct Constant {
  static constexpr Descriptor descriptor{"constant",         "constant", "The same learning rate at every step.",
                                         R"(\eta_t = \eta)", nullptr,    nullptr,
                                         {.call = ""}};

  void parameters(ParameterVisitor&) {}

  double operator()(const Moment& moment) const { return moment.lr; }
};

}  // namespace loss_playground
