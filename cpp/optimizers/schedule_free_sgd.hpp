// SPDX-License-Identifier: MIT
#pragma once
// Schedule-free SGD: gradient descent that needs neither a schedule nor a planned end, since its answer is a running
// mean. The three points are in schedule_free.hpp; here the direction is the gradient itself, with weight_decay·y
// added.
//
// Defazio et al.: The road less scheduled (2024), https://arxiv.org/abs/2405.15682
#include "optimizers/schedule_free.hpp"

namespace loss_playground {

struct ScheduleFreeSgd : ScheduleFree {
  static constexpr Descriptor descriptor{
      "schedule_free_sgd",
      "schedule-free SGD",
      "SGD evaluated at a running mean of its parameters: needs no schedule and no planned length. Needs a large "
      "learning rate.",
      R"(y = (1 - \beta) z + \beta x,\quad z \leftarrow z - \eta\, g(y),\quad x \leftarrow (1 - c_t) x + c_t z)",
      "Defazio et al. 2024",
      "https://arxiv.org/abs/2405.15682",
      {.missing = "PyTorch has no schedule-free optimizer; the package schedulefree does."}};

  static constexpr StepSize step_size{.follows_gradient = true};

  double lr = 1;
  double momentum = 0.9;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("momentum", momentum, mean_share,
                   "Weight of the running mean in the point where gradients are taken.");
    schedule_free_parameters(visitor);
  }

  int slots() const { return 1; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const Move<T> move(update.scalars, momentum);
    const T decay = static_cast<T>(update.decay);
    T* __restrict y = update.parameters, * __restrict z = update.slots[0];
    for (Index i = 0; i < update.size; ++i) move(y[i], z[i], update.gradient[i] + decay * y[i]);
  }

  template <class T>
  void average(const Update<T>& update, T* to) const {
    mean(update, update.slots[0], momentum, to);
  }
  template <class T>
  void adopt(const Update<T>& update) const {
    std::copy_n(update.parameters, update.size, update.slots[0]);
  }
};

}  // namespace loss_playground
