// SPDX-License-Identifier: MIT
// Parts of a step alone, in native code and in WebAssembly: `exp`, `tanh` over 4,096 numbers, `product` of 128 × 128
// weights with 128 examples. Each line "name repeat" is answered with a sum of the results.
#include <iostream>
#include <string>
#include <vector>

#include "core/lanes.hpp"
#include "core/math.hpp"
#include "models/activation.hpp"
#include "models/products.hpp"

namespace {

using loss_playground::Index;

constexpr std::size_t count = 4096;
constexpr Index side = 128;

struct Numbers {
  Numbers() : from(count), to(count), weight(side * side), bias(side) {
    for (std::size_t i = 0; i < count; ++i) from[i] = static_cast<float>(i % 997) / 100 - 5;
    for (std::size_t i = 0; i < weight.size(); ++i) weight[i] = static_cast<float>(i % 31) / 31 - 0.5F;
    const Index stride = loss_playground::panel_stride<float>(side);
    x.assign(static_cast<std::size_t>(side * stride), 0.25F);
    y = x;
  }
  std::vector<float> from, to, weight, bias, x, y;
};

float exponentials(Numbers& numbers) {
  constexpr std::size_t lanes = loss_playground::lane_count<float>;
  for (std::size_t i = 0; i < count; i += lanes)
    loss_playground::store(&numbers.to[i], loss_playground::math::exp(loss_playground::load(&numbers.from[i])));
  return numbers.to[count / 2];
}

float tangents(Numbers& numbers) {
  activate(loss_playground::Activation::tanh, numbers.from.data(), numbers.to.data(), static_cast<Index>(count));
  return numbers.to[count / 2];
}

float product(Numbers& numbers) {
  const Index stride = loss_playground::panel_stride<float>(side);
  loss_playground::weighted_sums(numbers.weight.data(), numbers.bias.data(),
                                 loss_playground::Panel<const float>{numbers.x.data(), side, side, stride},
                                 loss_playground::Panel<float>{numbers.y.data(), side, side, stride});
  return numbers.y[0];
}

}  // namespace

int main() {
  Numbers numbers;
  std::cout << "ready" << std::endl;
  std::string name;
  int repeat = 0;
  while (std::cin >> name >> repeat) {
    const auto part = name == "exp" ? exponentials : name == "tanh" ? tangents : product;
    float sum = 0;
    for (int i = 0; i < repeat; ++i) {
      // The inputs change, so that no call can be left out.
      numbers.from[static_cast<std::size_t>(i) % count] += 1e-6F;
      numbers.x[static_cast<std::size_t>(i) % count] += 1e-6F;
      sum += part(numbers);
    }
    std::cout << sum << std::endl;
  }
}
