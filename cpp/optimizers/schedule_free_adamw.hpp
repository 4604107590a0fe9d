// SPDX-License-Identifier: MIT
#pragma once
// Schedule-free AdamW: AdamW that needs neither a schedule nor a planned end, since its answer is a running mean. The
// three points are in schedule_free.hpp; here the direction is
//
//   d = g / (√(v / (1 − beta2^t)) + eps) + weight_decay·y,  v ← beta2·v + (1 − beta2)·g²
//
// Defazio et al.: The road less scheduled (2024), https://arxiv.org/abs/2405.15682
#include "optimizers/schedule_free.hpp"

namespace loss_playground {

struct ScheduleFreeAdamW : ScheduleFree {
  static constexpr Descriptor descriptor{
      "schedule_free_adamw",
      "schedule-free AdamW",
      "AdamW evaluated at a running mean of its parameters: needs no schedule and no planned length.",
      R"(y = (1 - \beta_1) z + \beta_1 x,\quad z \leftarrow z - \eta\, \frac{g(y)}{\sqrt{\hat v} + \epsilon},\quad x \leftarrow (1 - c_t) x + c_t z)",
      "Defazio et al. 2024",
      "https://arxiv.org/abs/2405.15682",
      {.missing = "PyTorch has no schedule-free optimizer; the package schedulefree does."}};

  double lr = 2.5e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double eps = 1e-8;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("beta1", beta1, mean_share, "Weight of the running mean in the point where gradients are taken.");
    visitor.number("beta2", beta2, corrected_rate, square_doc);
    visitor.number("eps", eps, non_negative, eps_doc);
    schedule_free_parameters(visitor);
  }

  int slots() const { return 2; }

  template <class T>
  void operator()(const Update<T>& update) const {
    const Move<T> move(update.scalars, beta1);
    const T decay = static_cast<T>(update.decay), small = static_cast<T>(eps);
    const T correction = static_cast<T>(1 - powers_.at(beta2, update.step));
    const T b2 = static_cast<T>(beta2), a2 = static_cast<T>(1 - beta2);
    const T grain = square_grain<T>(eps);
    T* __restrict y = update.parameters, * __restrict z = update.slots[0], * __restrict v = update.slots[1];
    for (Index i = 0; i < update.size; ++i) {
      const T g = update.gradient[i];
      v[i] = settled(b2 * v[i] + a2 * g * g, grain);
      move(y[i], z[i], g / (math::sqrt(v[i] / correction) + small) + decay * y[i]);
    }
  }

  template <class T>
  void average(const Update<T>& update, T* to) const {
    mean(update, update.slots[0], beta1, to);
  }
  template <class T>
  void adopt(const Update<T>& update) const {
    std::copy_n(update.parameters, update.size, update.slots[0]);
  }

 private:
  mutable math::Powers powers_{};
};

}  // namespace loss_playground
