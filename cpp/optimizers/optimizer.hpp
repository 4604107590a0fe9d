// SPDX-License-Identifier: MIT
#pragma once
// What every optimizer is: a stateless aggregate of its parameters, the number of state arrays ("slots") it keeps
// beside the parameters, and its update rule on flat arrays. Everything it must remember is in the slots and the step
// number.
#include <array>
#include <cstdint>

#include "core/descriptor.hpp"
#include "core/math.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

inline constexpr int max_slots = 4;

template <class T>
struct Update {
  Index size;
  T* parameters;
  const T* gradient;
  /// State arrays of `size` numbers, 0 before the first step unless the optimizer's `initial` says otherwise.
  std::array<T*, max_slots> slots;
  /// Counts from 1.
  std::int64_t step;
  /// This step's learning rate, from the schedule.
  double lr;
};

inline constexpr const char* lr_doc = "Learning rate: how far a step goes. A schedule changes it from step to step.";
inline constexpr const char* weight_decay_doc = "Adds this share of each parameter to its gradient.";
inline constexpr const char* eps_doc = "Added to the root, so that nothing is divided by 0.";
inline constexpr Range decay_rate{0, 1};
/// Of averages that are divided by 1 − rate^t.
inline constexpr Range corrected_rate{0, 0.999999999};

}  // namespace loss_playground
