// SPDX-License-Identifier: MIT
#pragma once
// What the two schedule-free optimizers share: three points in place of a schedule.
//
//   y = (1 − beta)·z + beta·x: the parameters, where gradients are taken
//   z ← z − lr·d, x ← (1 − c)·x + c·z, with the step direction d and c = s_t / (s_1 + … + s_t),
//   s_t = t^r · (largest lr so far)^weight_lr_power
//
// x, the running mean, is the answer: cost, score and predictions are of it. It is not stored, but computed of y and
// z. The rate rises in a straight line over warmup_steps and then stays; weight_decay acts at y.
// Defazio et al.: The road less scheduled (2024), https://arxiv.org/abs/2405.15682
#include <algorithm>

#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct ScheduleFree : WeightDecay {
  int warmup_steps = 0;
  double r = 0;
  double weight_lr_power = 2;

  void schedule_free_parameters(ParameterVisitor& visitor) {
    decay_parameters(visitor);
    visitor.integer("warmup_steps", warmup_steps, {0, 1e9, false, Scale::log},
                    "Steps until the full learning rate is reached.");
    visitor.number("r", r, non_negative,
                   "Weights the mean by this power of the step number, so later steps count more.");
    visitor.number("weight_lr_power", weight_lr_power, non_negative,
                   "Weights the mean by this power of the learning rate, so steps at a higher rate count more.");
  }

  double initial() const { return 0; }

  /// This step's rate, the largest so far, the share of this step in the mean, and the sum of all weights.
  static constexpr Index scalar_count = 4;
  void prepare(std::int64_t step, double rate, double* scalars) const {
    const auto number = static_cast<double>(step);
    scalars[0] = step < warmup_steps ? rate * number / warmup_steps : rate;
    scalars[1] = std::max(scalars[0], scalars[1]);
    const double weight = math::pow(number, r) * math::pow(scalars[1], weight_lr_power);
    scalars[3] += weight;
    scalars[2] = scalars[3] > 0 ? weight / scalars[3] : 0;
  }

 protected:
  /// Moves y and z by one number's direction; `beta` is the share of x in y.
  template <class T>
  struct Move {
    T rate, share, at_y;
    Move(const double* scalars, double beta)
        : rate(static_cast<T>(scalars[0])),
          share(static_cast<T>(scalars[2])),
          at_y(static_cast<T>(scalars[0] * (beta * (1 - scalars[2]) - 1))) {}
    void operator()(T& y, T& z, T direction) const {
      y += share * (z - y) + at_y * direction;
      z -= rate * direction;
    }
  };

  template <class T>
  static void mean(const Update<T>& update, const T* z, double beta, T* to) {
    const T factor = static_cast<T>(1 / beta);
    for (Index i = 0; i < update.size; ++i) to[i] = z[i] + (update.parameters[i] - z[i]) * factor;
  }
};

/// Of x in y. The mean is computed by a division by it, so that below this hardly a digit of a float would be left.
inline constexpr Range mean_share{0.001, 1};

}  // namespace loss_playground
