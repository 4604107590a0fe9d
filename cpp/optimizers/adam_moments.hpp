// SPDX-License-Identifier: MIT
#pragma once
// The moments that Adam and AdamW share. They differ only in where the weight decay goes.
//
//   m ← beta1·m + (1 − beta1)·g;  v ← beta2·v + (1 − beta2)·g²
//   w ← w − lr / (1 − beta1^t) · m / (√v / √(1 − beta2^t) + eps)
//
// eps stands outside the root, after the bias correction. With amsgrad the largest raw v so far takes its place.
// Kingma, Ba: Adam: a method for stochastic optimization (2015), https://arxiv.org/abs/1412.6980
// Reddi, Kale, Kumar: On the convergence of Adam and beyond (2018), https://arxiv.org/abs/1904.09237
#include "optimizers/optimizer.hpp"

namespace loss_playground {

struct AdamMoments {
  double lr = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double eps = 1e-8;
  bool amsgrad = false;

  void moment_parameters(ParameterVisitor& visitor) {
    visitor.number("lr", lr, positive, lr_doc);
    visitor.number("beta1", beta1, corrected_rate, mean_doc);
    visitor.number("beta2", beta2, corrected_rate, square_doc);
    visitor.number("eps", eps, non_negative, eps_doc);
    visitor.boolean("amsgrad", amsgrad, "AMSGrad: divides by the largest mean square so far.");
  }

  int slots() const { return amsgrad ? 3 : 2; }
  double initial() const { return 0; }

 protected:
  /// `coupled` is added to the gradient and `shrink` taken from the parameter, both as shares of the parameter.
  template <class T>
  void step(const Update<T>& update, T coupled, T shrink) const {
    const T step_size = static_cast<T>(update.lr / (1 - powers_of_beta1_.at(beta1, update.step)));
    const T correction = static_cast<T>(math::sqrt(1 - powers_of_beta2_.at(beta2, update.step)));
    const T b1 = static_cast<T>(beta1), a1 = static_cast<T>(1 - beta1), small = static_cast<T>(eps);
    const T b2 = static_cast<T>(beta2), a2 = static_cast<T>(1 - beta2);
    const T grain = square_grain<T>(eps);
    T* __restrict w = update.parameters, * __restrict m = update.slots[0], * __restrict v = update.slots[1];
    T* __restrict largest = update.slots[2];
    const T* __restrict gradient = update.gradient;
    const Index size = update.size;
    // Loops without a choice in them, which compilers turn into vectors.
    const auto remember = [&](Index i) __attribute__((always_inline)) {
      const T g = gradient[i] + coupled * w[i];
      w[i] -= shrink * w[i];
      m[i] = settled(b1 * m[i] + a1 * g, grain);
      v[i] = settled(b2 * v[i] + a2 * g * g, grain);
    };
    const auto move = [&](Index i, T second) __attribute__((always_inline)) {
      w[i] -= step_size * (m[i] / (math::sqrt(second) / correction + small));
    };
    if (!largest) {
      for (Index i = 0; i < size; ++i) {
        remember(i);
        move(i, v[i]);
      }
      return;
    }
    for (Index i = 0; i < size; ++i) {
      remember(i);
      largest[i] = largest[i] < v[i] ? v[i] : largest[i];
      move(i, largest[i]);
    }
  }

 private:
  /// Steps come one after the other.
  mutable math::Powers powers_of_beta1_{}, powers_of_beta2_{};
};

}  // namespace loss_playground
