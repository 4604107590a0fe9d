// SPDX-License-Identifier: MIT
#pragma once
// What every loss is: a stateless aggregate of its parameters with a static descriptor, a check of shapes, its divisor
// for the mean, and one call that gives values and gradients together.
#include <array>
#include <cstddef>

#include "core/descriptor.hpp"
#include "core/error.hpp"
#include "core/math.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

inline constexpr std::size_t max_loss_inputs = 4;

/// The three families that the playground tells apart.
enum class Family { cross_entropy, mean_squared_error, triplet };
inline constexpr const char* family_names[] = {"cross_entropy", "mean_squared_error", "triplet"};

/// What a training target is to a loss, and so which tasks it fits: class numbers, probabilities of independent
/// classes, real numbers, or no target but triplets of embeddings.
enum class Target { class_index, probability, real, triplet };
inline constexpr const char* target_names[] = {"class_index", "probability", "real", "triplet"};

struct LossInput {
  const char* id = nullptr;
  const char* shape = nullptr;
  const char* kind = nullptr;
  bool optional = false;
};

struct LossDescriptor : Descriptor {
  Family family;
  Target target;
  /// What the value is measured in.
  const char* unit;
  std::array<LossInput, max_loss_inputs> inputs;
  /// One loss an element (true) or one a row (false).
  bool elementwise;
};

/// One evaluation. Inputs stand in the order of the descriptor; an optional one that is absent is not `given()`.
template <class T>
struct LossCall {
  std::array<View<const T>, max_loss_inputs> inputs{};
  /// Where gradients go, in the order of the inputs; those not `given()` are not worked out.
  std::array<View<T>, max_loss_inputs> gradients{};
  /// Where each element's or row's loss goes; null if only the sum is wanted.
  T* values = nullptr;
  /// Gradients are those of scale × sum.
  T scale = T(1);
};

template <class T>
struct LossSum {
  T sum = T(0);
  /// Elements or rows that count: not ignored, and with a gradient that is not 0 by a margin.
  Index active = 0;
};

/// Refuses tensors whose shape is not that of the first input.
template <class T>
void check_same_shape(const LossDescriptor& descriptor, const LossCall<T>& call, std::size_t other, Error& error) {
  const auto &first = call.inputs[0], &second = call.inputs[other];
  if (!second.given() || (first.rows == second.rows && first.cols == second.cols && first.rank == second.rank)) return;
  error = {std::string(descriptor.inputs[other].id) + ".shape", shape_text(second),
           "the shape of " + std::string(descriptor.inputs[0].id) + ", " + shape_text(first)};
}

}  // namespace loss_playground
