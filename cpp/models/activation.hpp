// SPDX-License-Identifier: MIT
#pragma once
// What stands between the layers of a network, and its slope.
#include <initializer_list>

#include "core/math.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

enum class Activation { tanh, relu, sigmoid, gelu, silu, linear };
inline constexpr std::initializer_list<const char*> activation_names = {"tanh", "relu", "sigmoid",
                                                                        "gelu", "silu", "linear"};

/// Whether the slope is worked out from the sums; of the others from the outputs, which may then take their place.
inline bool keeps_sums(Activation kind) { return kind == Activation::gelu || kind == Activation::silu; }

/// Gaussian error linear unit: x·Φ(x), exact. Hendrycks, Gimpel (2016), https://arxiv.org/abs/1606.08415
template <class T>
T gelu(T x) {
  return x * static_cast<T>(0.5 * (1 + math::erf(static_cast<double>(x) * 0.70710678118654752440)));
}

template <class T>
T gelu_slope(T x) {
  const auto z = static_cast<double>(x);
  const double below = 0.5 * (1 + math::erf(z * 0.70710678118654752440));
  return static_cast<T>(below + z * 0.39894228040143267794 * math::exp(-0.5 * z * z));
}

/// outputs = activation(sums), n numbers; both may be the same.
template <class T>
void activate(Activation kind, const T* sums, T* outputs, Index n) {
  const auto each = [&](auto function) {
    for (Index i = 0; i < n; ++i) outputs[i] = function(sums[i]);
  };
  switch (kind) {
    case Activation::tanh:
      return each([](T x) { return math::tanh(x); });
    case Activation::relu:
      // Not std::max, which would turn NaN into 0 and hide a diverged run.
      return each([](T x) { return x < T(0) ? T(0) : x; });
    case Activation::sigmoid:
      return each([](T x) { return math::sigmoid(x); });
    case Activation::gelu:
      return each([](T x) { return gelu(x); });
    case Activation::silu:
      return each([](T x) { return x * math::sigmoid(x); });
    case Activation::linear:
      return each([](T x) { return x; });
  }
}

/// gradient ← gradient × slope, from the sums before the activation and the outputs after it. relu's slope at 0 is 0.
template <class T>
void apply_slope(Activation kind, const T* sums, const T* outputs, T* gradient, Index n) {
  const auto each = [&](auto slope) {
    for (Index i = 0; i < n; ++i) gradient[i] *= slope(sums[i], outputs[i]);
  };
  switch (kind) {
    case Activation::tanh:
      return each([](T, T y) { return T(1) - y * y; });
    case Activation::relu:
      return each([](T, T y) { return T(y > T(0)); });
    case Activation::sigmoid:
      return each([](T, T y) { return y * (T(1) - y); });
    case Activation::gelu:
      return each([](T x, T) { return gelu_slope(x); });
    case Activation::silu:
      return each([](T x, T) {
        const T s = math::sigmoid(x);
        return s * (T(1) + x * (T(1) - s));
      });
    case Activation::linear:
      return;
  }
}

}  // namespace loss_playground
