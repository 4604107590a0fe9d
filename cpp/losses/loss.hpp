// SPDX-License-Identifier: MIT
#pragma once
// What every loss is: a stateless aggregate of its parameters with a static descriptor, a check of shapes, its divisor
// for the mean, and one call that gives values and gradients together.
#include <array>
#include <cstddef>
#include <memory>

#include "core/descriptor.hpp"
#include "core/error.hpp"
#include "core/math.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

inline constexpr std::size_t max_loss_inputs = 4;

/// How far above 0 rounding may lift the logarithm of a probability.
inline constexpr double log_slack = 1e-3;

/// The three families that the playground tells apart.
enum class Family { cross_entropy, mean_squared_error, triplet };
inline constexpr const char* family_names[] = {"cross_entropy", "mean_squared_error", "triplet"};

/// What a training target is to a loss, and so which tasks it fits: class numbers, a distribution over classes,
/// probabilities or signs ±1 of independent classes, lists of class numbers, real numbers; for embeddings triplets,
/// pairs or whole labeled batches; for scores of a list relevances (list), or which of two is the higher (order); or
/// what no task has.
enum class Target {
  class_index,
  distribution,
  probability,
  sign,
  class_list,
  real,
  triplet,
  pair,
  batch,
  list,
  order,
  none
};
inline constexpr const char* target_names[] = {"class_index", "distribution", "probability", "sign",
                                               "class_list",  "real",         "triplet",     "pair",
                                               "batch",       "list",         "order",       "none"};

/// What stands between a model's outputs and the first input of a loss in a run.
enum class Link { identity, sigmoid, log_softmax };
inline constexpr const char* link_names[] = {"identity", "sigmoid", "log_softmax"};

/// What leaves a loss as it is; a test holds each loss to what it claims.
enum Invariance : unsigned {  /// One number added to all of a row of the first input.
  row_shift = 1,
  /// One number added to all inputs of kind `real`.
  translation = 2,
  /// All inputs of kind `real` times one positive number.
  scaling = 4
};

/// What one loss is in words, where there are some: minus the logarithm of the probability given to the truth, or the
/// squared or absolute difference of a prediction from its target.
enum class Meaning { other, log_likelihood, squared_difference, absolute_difference };
inline constexpr const char* meaning_names[] = {"other", "log_likelihood", "squared_difference", "absolute_difference"};

/// What a value is measured in.
struct Unit {
  const char* title;
  Meaning meaning = Meaning::other;

  // Not explicit, so that most losses write only a title.
  constexpr Unit(const char* name, Meaning kind = Meaning::other) : title(name), meaning(kind) {}
};
inline constexpr Unit nats{"nats", Meaning::log_likelihood};

struct LossInput {
  const char* id = nullptr;
  const char* shape = nullptr;
  /// real, class_index, probability (0 to 1), log_probability (up to 0), sign (±1) or non_negative;
  /// checked, but for
  /// class_index, where tensors come from outside.
  const char* kind = nullptr;
  bool optional = false;
  /// Without a gradient, although no class number.
  bool constant = false;
};

struct LossDescriptor : Descriptor {
  Family family;
  Target target;
  Unit unit;
  std::array<LossInput, max_loss_inputs> inputs;
  /// One loss an element (true) or one a row (false).
  bool elementwise;
  Link link = Link::identity;
  /// A sum of `Invariance`.
  unsigned invariances = 0;
  /// Whether the order of the rows matters.
  bool ordered = false;
  /// Whether a probability of 0 counts as the least that the precision holds above 0, so that answers at 0 and 1 differ
  /// between float and double.
  bool least_probability = false;
  /// Of real numbers, but in a task with classes of logits and probabilities.
  bool logits_of_classes = false;
  /// What it is, a formula among its parameters says.
  bool own = false;
};

/// One evaluation. Inputs stand in the order of the descriptor; an optional one that is absent is not `given()`.
template <class T>
struct LossCall {
  std::array<View<const T>, max_loss_inputs> inputs{};
  /// Where gradients go, in the order of the inputs; those not `given()` are not computed.
  std::array<View<T>, max_loss_inputs> gradients{};
  /// Where each element's or row's loss goes; null if only the sum is wanted.
  T* values = nullptr;
  /// Gradients are those of scale × sum.
  T scale = T(1);
  /// As many numbers as the loss asks for by scratch_size().
  T* scratch = nullptr;
};

template <class T>
struct LossSum {
  T sum = T(0);
  /// Elements or rows that count: not ignored, and with a gradient that is not 0 by a margin.
  Index active = 0;
};

/// A batch whose work is estimated.
struct BatchSize {
  double rows, columns;
  /// Rows of the batch that are of a row's class, the row itself among them.
  double alike;
};

/// A loss whose type is known only when running: one virtual call a batch.
template <class T>
class Loss {
 public:
  virtual ~Loss() = default;
  virtual const LossDescriptor& descriptor() const = 0;
  /// Names the first tensor whose shape or class numbers do not fit.
  virtual void check(const LossCall<T>& call, Error& error) const = 0;
  /// What the mean divides by; 0 where nothing counts.
  virtual T divisor(const LossCall<T>& call) const = 0;
  /// Numbers that the call needs in its scratch, for as many rows as it has or fewer.
  virtual Index scratch_size(const LossCall<T>& call) const = 0;
  /// Whether the mean of nothing is NaN, as in PyTorch, and not 0.
  virtual bool empty_is_nan() const = 0;
  /// Multiplications of value and gradient, roughly; an exponential counts as 50.
  virtual double work(const BatchSize& size) const = 0;
  virtual LossSum<T> operator()(const LossCall<T>& call) const = 0;
};

/// The loss with this id, or null. Defined by the list that is linked: losses/list.cpp, or the starter's.
template <class T>
std::unique_ptr<Loss<T>> make_loss(const Spec& spec);

/// The descriptor of a loss with its parameters, or null if there is no such id.
const LossDescriptor* find_loss(const Spec& spec);
/// With its default parameters.
inline const LossDescriptor* find_loss(const std::string& id) { return find_loss(Spec{id, {}}); }

/// The error says what the catalog cannot express of a loss's parameters: a formula that is none.
void check_parameters(const Spec& spec, const char* path, Error& error);

/// Every loss; descriptors are `LossDescriptor`s.
std::vector<Entry> loss_entries();

/// Refuses tensors whose shape is not that of the first input.
template <class T>
void check_same_shape(const LossDescriptor& descriptor, const LossCall<T>& call, std::size_t other, Error& error) {
  const auto &first = call.inputs[0], &second = call.inputs[other];
  if (!second.given() || (first.rows == second.rows && first.cols == second.cols && first.rank == second.rank)) return;
  error = {std::string(descriptor.inputs[other].id) + ".shape", shape_text(second),
           "the shape of " + std::string(descriptor.inputs[0].id) + ", " + shape_text(first)};
}

}  // namespace loss_playground
