// SPDX-License-Identifier: MIT
// Products of panels against sums taken one by one, for sizes within and beyond the blocks that they are cut into.
#include "models/products.hpp"

#include <doctest/doctest.h>

#include "core/random.hpp"

namespace loss_playground::tests {
namespace {

template <class T>
std::vector<T> random_numbers(Index count, Random& random) {
  std::vector<T> numbers;
  for (Index i = 0; i < count; ++i) numbers.push_back(static_cast<T>(random.normal()));
  return numbers;
}

/// A panel of its own memory, with 0 in the padding.
template <class T>
struct OwnPanel {
  OwnPanel(Index features, Index examples, Random& random)
      : numbers(static_cast<std::size_t>(features * panel_stride<T>(examples)), T(0)),
        panel{numbers.data(), features, examples, panel_stride<T>(examples)} {
    for (Index j = 0; j < features; ++j)
      for (Index i = 0; i < examples; ++i) panel.feature(j)[i] = static_cast<T>(random.normal());
  }
  std::vector<T> numbers;
  Panel<T> panel;
};

template <class T>
void check_products(Index inputs, Index outputs, Index examples, std::uint64_t seed) {
  CAPTURE(inputs);
  CAPTURE(outputs);
  CAPTURE(examples);
  Random random(seed, Stream::check);
  const OwnPanel<T> x(inputs, examples, random), slope(outputs, examples, random);
  OwnPanel<T> y(outputs, examples, random), below(inputs, examples, random);
  const auto weight = random_numbers<T>(outputs * inputs, random), bias = random_numbers<T>(outputs, random);
  std::vector<T> weight_gradient(weight.size()), bias_gradient(bias.size());
  weighted_sums(weight.data(), bias.data(), x.panel.read_only(), y.panel);
  input_slopes(weight.data(), slope.panel.read_only(), below.panel);
  weight_slopes(slope.panel.read_only(), x.panel.read_only(), weight_gradient.data(), bias_gradient.data());
  const auto entry = [&](Index i, Index j) { return static_cast<std::size_t>(i * inputs + j); };
  Index wrong = 0;
  for (Index c = 0; c < examples; ++c) {
    for (Index i = 0; i < outputs; ++i) {
      // In this very order, whatever the blocks.
      T sum = bias[static_cast<std::size_t>(i)];
      for (Index j = 0; j < inputs; ++j) sum += weight[entry(i, j)] * x.panel.feature(j)[c];
      wrong += y.panel.feature(i)[c] != sum;
    }
    for (Index j = 0; j < inputs; ++j) {
      T sum = T(0);
      for (Index i = 0; i < outputs; ++i) sum += weight[entry(i, j)] * slope.panel.feature(i)[c];
      wrong += below.panel.feature(j)[c] != sum;
    }
  }
  CHECK(wrong == 0);
  double worst = 0;
  for (Index i = 0; i < outputs; ++i) {
    double all = 0;
    for (Index c = 0; c < examples; ++c) all += static_cast<double>(slope.panel.feature(i)[c]);
    worst = std::max(worst, std::abs(all - static_cast<double>(bias_gradient[static_cast<std::size_t>(i)])));
    for (Index j = 0; j < inputs; ++j) {
      double sum = 0;
      for (Index c = 0; c < examples; ++c)
        sum += static_cast<double>(slope.panel.feature(i)[c]) * static_cast<double>(x.panel.feature(j)[c]);
      worst = std::max(worst, std::abs(sum - static_cast<double>(weight_gradient[entry(i, j)])));
    }
  }
  CHECK(worst <= 16 * static_cast<double>(examples) * static_cast<double>(std::numeric_limits<T>::epsilon()));
}

}  // namespace

TEST_CASE("products: in the order of the features for any size, and slopes summed over all examples") {
  const std::uint64_t seed = 20261130;
  MESSAGE("seed " << seed);
  for (const auto& [inputs, outputs, examples] :
       {std::array<Index, 3>{1, 1, 1}, {2, 3, 5}, {7, 2, 33}, {256, 5, 16}, {257, 9, 19}, {600, 3, 4}, {5, 530, 40}}) {
    check_products<float>(inputs, outputs, examples, seed);
    check_products<double>(inputs, outputs, examples, seed);
  }
}

}  // namespace loss_playground::tests
