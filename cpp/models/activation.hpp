// SPDX-License-Identifier: MIT
#pragma once
// What stands between the layers of a network, and its slope.
#include <initializer_list>

#include "core/error_function.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

enum class Activation { tanh, relu, sigmoid, gelu, silu, linear };
inline constexpr std::initializer_list<const char*> activation_names = {"tanh", "relu", "sigmoid",
                                                                        "gelu", "silu", "linear"};

/// Whether the slope is computed from the sums; of the others from the outputs, which may then take their place.
inline bool keeps_sums(Activation kind) { return kind == Activation::gelu || kind == Activation::silu; }

/// Gaussian error linear unit: x·Φ(x), exact. Hendrycks, Gimpel (2016), https://arxiv.org/abs/1606.08415
template <class T>
Lanes<T> gelu(Lanes<T> x) {
  return x * math::normal_share(x).below;
}
template <class T>
Lanes<T> gelu_slope(Lanes<T> x) {
  const auto share = math::normal_share(x);
  return share.below + x * T(0.39894228040143267794) * share.bell;
}

/// outputs = activation(sums), n numbers; both may be the same.
template <class T>
void activate(Activation kind, const T* sums, T* outputs, Index n) {
  using V = Lanes<T>;
  const auto each = [&](auto function) { for_each_lane(sums, outputs, n, function); };
  switch (kind) {
    case Activation::tanh:
      return each([](V x) { return math::tanh(x); });
    case Activation::relu:
      // A choice that keeps NaN: as 0 it would hide a diverged run.
      return each([](V x) { return x < V{} ? V{} : x; });
    case Activation::sigmoid:
      return each([](V x) { return math::sigmoid(x); });
    case Activation::gelu:
      return each([](V x) { return gelu<T>(x); });
    case Activation::silu:
      return each([](V x) { return x * math::sigmoid(x); });
    case Activation::linear:
      return each([](V x) { return x; });
  }
}

/// gradient ← gradient × slope, n numbers: from the sums before the activation where keeps_sums() says so, else from
/// the outputs after it. relu's slope at 0 is 0.
template <class T>
void apply_slope(Activation kind, const T* sums, const T* outputs, T* gradient, Index n) {
  using V = Lanes<T>;
  const T* from = keeps_sums(kind) ? sums : outputs;
  const auto each = [&](auto slope) {
    Index i = 0;
    for (; i + lane_count<T> <= n; i += lane_count<T>) store(gradient + i, load(gradient + i) * slope(load(from + i)));
    for (; i < n; ++i) gradient[i] *= slope(splat(from[i]))[0];
  };
  switch (kind) {
    case Activation::tanh:
      return each([](V y) { return T(1) - y * y; });
    case Activation::relu:
      return each([](V y) { return y > V{} ? splat(T(1)) : V{}; });
    case Activation::sigmoid:
      return each([](V y) { return y * (T(1) - y); });
    case Activation::gelu:
      return each([](V x) { return gelu_slope<T>(x); });
    case Activation::silu:
      return each([](V x) {
        const V s = math::sigmoid(x);
        return s * (T(1) + x * (T(1) - s));
      });
    case Activation::linear:
      return;
  }
}

}  // namespace loss_playground
