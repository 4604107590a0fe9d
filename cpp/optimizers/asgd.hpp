// SPDX-License-Identifier: MIT
#pragma once
// Averaged SGD: gradient descent with a falling rate, whose answer is the mean of the parameters from step t0 on. The
// mean is steadier than where the noise of the batches has left the parameters themselves.
//
//   g ← g + weight_decay·w;  w ← (1 − lambd·e)·w − e·g;  a ← a + (w − a) / max(1, t − t0)
//   e is lr at the first step, then lr / (1 + lambd·lr·t)^alpha with the step t and the rate before
//
// The mean a is the answer: cost, score and predictions are of it. Up to t0 it is w itself. PyTorch keeps it in the
// state as `ax` and leaves its use to the caller. As there, the mean of step t divides by the count of step t − 1.
// Polyak, Juditsky: Acceleration of stochastic approximation by averaging (1992), https://doi.org/10.1137/0330046
// https://pytorch.org/docs/stable/generated/torch.optim.ASGD.html
#include <algorithm>

#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct Asgd : WeightDecay {
  static constexpr Descriptor descriptor{
      "asgd",
      "averaged SGD",
      "SGD with a decreasing learning rate, evaluated at the mean of the parameters from step t0 on. Averages out the "
      "noise of small batches.",
      R"(w \leftarrow (1 - \lambda \eta_t)\, w - \eta_t\, g,\quad \bar w \leftarrow \bar w + \mu_t (w - \bar w))",
      "Polyak, Juditsky 1992",
      "https://doi.org/10.1137/0330046",
      {.call = "torch.optim.ASGD({parameters}, lr={lr}, lambd={lambd}, alpha={alpha}, t0={t0}, "
               "weight_decay={weight_decay})",
       .without = "decay_biases"}};

  static constexpr StepSize step_size{.follows_gradient = true};

  double lr = 1e-2;
  double lambd = 1e-4;
  double alpha = 0.75;
  double t0 = 1e6;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("lambd", lambd, non_negative,
                   "How fast the learning rate decreases; each step also decays the parameters by it.");
    visitor.number("alpha", alpha, non_negative, "Exponent of that decrease.");
    visitor.number("t0", t0, non_negative, "Step at which averaging starts.");
    decay_parameters(visitor);
  }

  int slots() const { return 1; }
  double initial() const { return 0; }

  /// The rates of this step and of the next.
  static constexpr Index scalar_count = 2;
  void prepare(std::int64_t step, double rate, double* scalars) const {
    scalars[0] = step == 1 ? rate : scalars[1];
    scalars[1] = rate / math::pow(1 + lambd * rate * static_cast<double>(step), alpha);
  }

  template <class T>
  void operator()(const Update<T>& update) const {
    const T rate = static_cast<T>(update.scalars[0]), decay = static_cast<T>(update.decay);
    const T kept = static_cast<T>(1 - lambd * update.scalars[0]);
    const T share = static_cast<T>(1 / std::max(1.0, static_cast<double>(update.step - 1) - t0));
    T* __restrict w = update.parameters, * __restrict mean = update.slots[0];
    for (Index i = 0; i < update.size; ++i) {
      const T g = update.gradient[i] + decay * w[i];
      w[i] = kept * w[i] - rate * g;
      mean[i] = share == T(1) ? w[i] : mean[i] + (w[i] - mean[i]) * share;
    }
  }

  template <class T>
  void average(const Update<T>& update, T* to) const {
    std::copy_n(update.slots[0], update.size, to);
  }
  template <class T>
  void adopt(const Update<T>& update) const {
    std::copy_n(update.parameters, update.size, update.slots[0]);
  }
};

}  // namespace loss_playground
