// SPDX-License-Identifier: MIT
#pragma once
// Falls to 0 in total_iters steps by a power of the part that is left: lr·(1 − t / T)^power; then it stays 0.
// 0 stands for the planned length (PyTorch's default is 5 steps, after which nothing moves).
// https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.PolynomialLR.html
#include "schedules/schedule.hpp"

namespace loss_playground {

struct PolynomialLr {
  static constexpr Descriptor descriptor{
      "polynomial_lr",
      "polynomial decay",
      "Decreases to 0 as a power of the remaining part of the run.",
      R"(\eta_t = \eta\, (1 - \min(1, \tfrac{t}{T}))^p)",
      "PyTorch: PolynomialLR",
      "https://pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.PolynomialLR.html",
      {.call = "torch.optim.lr_scheduler.PolynomialLR(optimizer, total_iters={total_iters|0={steps}}, "
               "power={power})"}};

  int total_iters = 0;
  double power = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("total_iters", total_iters, optional_step_count,
                    "Length of the decay in steps; 0 means the planned length of the run.");
    visitor.number("power", power, positive, "1 is linear; larger values decrease faster at first.");
  }

  double operator()(const Moment& moment) const {
    const std::int64_t length = steps_or_planned(total_iters, moment),
                       left = std::max<std::int64_t>(0, length - moment.step);
    return moment.lr * math::pow(static_cast<double>(left) / static_cast<double>(length), power);
  }
};

}  // namespace loss_playground
