// SPDX-License-Identifier: MIT
#pragma once
// What every optimizer is: a stateless aggregate of its parameters and its update rule. What it must remember lies in
// arrays that its owner keeps, so that a snapshot of them and of the step number is all there is to go on from.
//
// Most rules treat each number alike and see flat arrays (Update). A rule that looks at shapes, at other points or at
// all numbers together sees the whole step (Step).
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>

#include "core/descriptor.hpp"
#include "core/math.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

/// How far an optimizer steps: what the catalog says of its learning rate. A rule states its own where the defaults,
/// which suit those that divide the gradient by its size, do not fit it.
struct StepSize {
  /// Learning rates to start from, on a model and on one of the surfaces (functions/).
  double on_model = 0.01;
  double on_surface = 0.1;
  /// Whether a step grows with the gradient: where the gradient is small, so is the step.
  bool follows_gradient = false;
};

template <class Rule>
constexpr StepSize step_size_of() {
  if constexpr (requires { Rule::step_size; }) return Rule::step_size;
  return {};
}

/// A number whose last digit is worth twice the smallest normal number.
template <class T>
inline constexpr T memory_grain = std::numeric_limits<T>::min() *
                                  static_cast<T>(std::uint64_t{1} << std::numeric_limits<T>::digits);

/// Memory without its digits below twice the smallest normal number, which adding and taking away a grain rounds off. A
/// unit that no example reaches any more would leave its memory below that for good, where processors take up to a
/// hundred times as long for a product.
template <class T>
[[gnu::always_inline]] inline T settled(T memory, T grain = memory_grain<T>) {
  return (memory + grain) - grain;
}

/// The grain of a mean square, whose root is divided by: none unless `eps` is far larger.
template <class T>
T square_grain(double eps) {
  return eps >= 1e-10 ? memory_grain<T> : T(0);
}

/// A tensor among the parameters. A vector has one row; of a tensor of a higher rank the first dimension counts as
/// rows.
struct Block {
  Index offset, rows, cols;
  /// Of two dimensions or more.
  bool is_matrix;
  /// As opposed to a bias.
  bool is_weight;
  Index size() const { return rows * cols; }
};

/// The parameters, block after block without a gap.
struct Layout {
  std::span<const Block> blocks;
  Index size;
};

/// The objective and its gradient at any parameters, always on the same batch.
template <class T>
class Closure {
 public:
  virtual ~Closure() = default;
  virtual double operator()(const T* parameters, T* gradient) = 0;
};

/// A count of numbers as an Index, which in WebAssembly has 32 bits; what it cannot hold no machine there could keep.
inline Index saturated(std::int64_t count) {
  return static_cast<Index>(std::min<std::int64_t>(count, std::numeric_limits<std::int32_t>::max()));
}

inline constexpr int max_slots = 4;

/// A step of numbers that are all treated alike.
template <class T>
struct Update {
  Index size;
  T* parameters;
  const T* gradient;
  /// State arrays of `size` numbers, 0 before the first step unless the optimizer's `initial` says otherwise.
  std::array<T*, max_slots> slots;
  /// Numbers that are kept for the whole optimizer, 0 before the first step.
  const double* scalars;
  /// Counts from 1.
  std::int64_t step;
  /// This step's learning rate, from the schedule.
  double lr;
  /// The weight decay of these numbers: 0 for biases that are spared.
  double decay;
};

/// A whole step.
template <class T>
struct Step {
  Layout layout;
  T* parameters;
  const T* gradient;
  /// As many numbers as the rule's `state_size`, and as its `scalar_count`; 0 before the first step.
  T* state;
  double* scalars;
  /// As many numbers as the rule's `scratch_size`; what they hold does not last.
  T* scratch;
  /// Counts from 1.
  std::int64_t number;
  double lr;
  /// At `parameters`; NaN where the caller brings gradients alone.
  double objective;
  /// Null where the caller brings gradients alone.
  Closure<T>* closure;
};

/// An optimizer whose type is known only when running: one virtual call a step.
template <class T>
class Optimizer {
 public:
  virtual ~Optimizer() = default;
  /// The learning rate that a schedule starts from.
  virtual double lr() const = 0;
  /// Whether a step asks for the objective at points of its own.
  virtual bool needs_closure() const = 0;
  virtual Index state_size(const Layout& layout) const = 0;
  virtual Index scalar_count() const = 0;
  virtual Index scratch_size(const Layout& layout) const = 0;
  /// What the state holds before the first step.
  virtual double initial() const = 0;
  /// Multiplications of a step, roughly, besides those of its first gradient, where a value with its gradient takes
  /// `objective`.
  virtual double work(const Layout& layout, double objective) const = 0;
  virtual void step(const Step<T>& step) const = 0;
  /// Whether the answer is not the parameters themselves but weights that the rule works out of them and its state:
  /// cost, score and predictions are then of those.
  virtual bool averages() const = 0;
  /// Writes those weights; only after a first step.
  virtual void average(const Step<T>& step, T* to) const = 0;
  /// Takes the parameters as they are for the answer, after someone else has set them.
  virtual void adopt(const Step<T>& step) const = 0;
};

/// The optimizer with this id, or null. Defined by the list that is linked: optimizers/list.cpp, or the starter's.
template <class T>
std::unique_ptr<Optimizer<T>> make_optimizer(const Spec& spec);

struct OptimizerEntry : Entry {
  StepSize step_size;
};

std::vector<OptimizerEntry> optimizer_entries();

inline constexpr const char* lr_doc = "Learning rate: how far each step goes. A schedule changes it from step to step.";
inline constexpr const char* weight_decay_doc = "Weight decay: adds this times each parameter to its gradient.";
inline constexpr const char* decoupled_doc = "Decoupled weight decay: each step shrinks parameters by lr × this.";
inline constexpr const char* eps_doc = "Added to the denominator, so that nothing is divided by 0.";
inline constexpr const char* momentum_doc = "Momentum: fraction of the previous step that is added.";
inline constexpr const char* mean_doc = "Decay rate of the running mean of gradients.";
inline constexpr const char* square_doc = "Decay rate of the running mean of squared gradients.";
inline constexpr Range decay_rate{0, 1};
/// Of averages that are divided by 1 − rate^t.
inline constexpr Range corrected_rate{0, 0.999999999};

/// Weight decay, of all rules that have it. PyTorch's decays biases too unless they stand in a group of their own.
struct WeightDecay {
  double weight_decay = 0;
  bool decay_biases = true;

  constexpr WeightDecay() = default;
  /// For rules whose default is another.
  explicit constexpr WeightDecay(double preset) : weight_decay(preset) {}

  void decay_parameters(ParameterVisitor& visitor, const char* doc = weight_decay_doc) {
    visitor.number("weight_decay", weight_decay, non_negative, doc);
    visitor.boolean("decay_biases", decay_biases, "Applies weight decay to biases as well as weights.");
  }
  double decay_of(const Block& block) const { return block.is_weight || decay_biases ? weight_decay : 0; }
};

/// Sum of the products, in double precision and in four sums that processors can carry side by side.
template <class T>
double dot(const T* a, const T* b, Index size) {
  std::array<double, 4> sums{};
  const Index whole = size / 4 * 4;
  for (Index i = 0; i < whole; i += 4)
    for (Index lane = 0; lane < 4; ++lane)
      sums[static_cast<std::size_t>(lane)] += static_cast<double>(a[i + lane]) * static_cast<double>(b[i + lane]);
  for (Index i = whole; i < size; ++i) sums[0] += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

template <class T>
double norm(const T* a, Index size) {
  return math::sqrt(dot(a, a, size));
}

}  // namespace loss_playground
