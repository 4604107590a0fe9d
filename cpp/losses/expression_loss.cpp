// SPDX-License-Identifier: MIT
#include "losses/expression_loss.hpp"

#include <algorithm>

#include "expression/execute.hpp"
#include "expression/lower.hpp"
#include "losses/class_numbers.hpp"
#include "losses/elementwise.hpp"
#include "losses/triplet.hpp"

namespace loss_playground {

namespace {

constexpr LossDescriptor described(Family family, Target target, bool elementwise,
                                   std::array<LossInput, max_loss_inputs> inputs, bool logits_of_classes = false) {
  return {{"expression",
           "your own loss",
           "A loss that you write as a formula. Its gradient is exact, and its shape and PyTorch code follow from it.",
           R"(\ell = \text{your formula})",
           nullptr,
           nullptr,
           {.missing = "its code is that of the formula"}},
          family,
          target,
          "units of the formula",
          inputs,
          elementwise,
          Link::identity,
          0,
          false,
          false,
          logits_of_classes,
          true};
}

constexpr LossDescriptor of_numbers = described(Family::mean_squared_error, Target::real, true, input_and_target);
constexpr LossDescriptor of_logits = described(Family::cross_entropy, Target::real, true, input_and_target, true);
constexpr LossDescriptor of_classes =
    described(Family::cross_entropy, Target::class_index, false,
              {LossInput{"input", "(N, C) or (C)", "real"}, LossInput{"target", "(N) class indices", "class_index"}});
constexpr LossDescriptor of_triplets = described(Family::triplet, Target::triplet, false, triplet_inputs);

using expression::Mode;

/// Whether the formula turns its input into a probability or its logarithm, as a loss of logits does.
bool takes_logits(const expression::Formula& formula) {
  const expression::Lowered lowered = expression::lower(formula);
  for (expression::Id id = 0; id < lowered.graph.size(); ++id) {
    const expression::Op op = lowered.graph[id].op;
    if ((op == expression::Op::sigmoid || op == expression::Op::softplus) &&
        expression::depends_on(lowered.graph, id, lowered.inputs[0]))
      return true;
  }
  return false;
}

/// The most examples of a block, and the most numbers of a row's slot.
constexpr Index most_examples = 64, most_numbers = 2048;

/// Vectors a column of a block.
template <class T>
Index width_of(Index examples, Index columns) {
  constexpr Index lanes = lane_count<T>;
  const Index fitting =
      std::min({examples, most_examples, std::max(lanes, most_numbers / std::max<Index>(columns, 1))});
  return std::max<Index>(1, (fitting + lanes - 1) / lanes);
}

template <class T>
class ExpressionLoss final : public Loss<T> {
 public:
  explicit ExpressionLoss(const expression::Formula& formula)
      : mode_(formula.mode), descriptor_(describe_expression(formula)) {
    expression::Lowered lowered = expression::lower(formula);
    // Inputs whose gradients training needs, and all that have one.
    const std::vector<unsigned> wanted = mode_ == Mode::triplet   ? std::vector<unsigned>{0, 7}
                                         : mode_ == Mode::classes ? std::vector<unsigned>{0, 1}
                                                                  : std::vector<unsigned>{0, 1, 3};
    for (unsigned inputs : wanted) programs_.push_back(program(lowered, inputs));
  }

  const LossDescriptor& descriptor() const override { return descriptor_; }

  void check(const LossCall<T>& call, Error& error) const override {
    if (mode_ == Mode::triplet) return check_triplet(descriptor_, call, error);
    if (mode_ == Mode::classes) return check_class_numbers(descriptor_, call, no_class, error);
    check_same_shape(descriptor_, call, 1, error);
  }

  T divisor(const LossCall<T>& call) const override { return static_cast<T>(shape(call).examples); }

  Index scratch_size(const LossCall<T>& call) const override {
    const auto [examples, columns] = shape(call);
    Index most = 0;
    for (const Program& program : programs_)
      most = std::max(most, program.code.memory(width_of<T>(examples, columns), columns));
    // One more, since the first vector may have to begin later.
    return (most + 1) * lane_count<T>;
  }

  bool empty_is_nan() const override { return false; }

  double work(const BatchSize& size) const override {
    double each = 0;
    for (const expression::Instruction& one : programs_[1].code.instructions)
      each += (one.op >= expression::Op::exp ? 50 : 1) * (is_row(one.to) || is_row(one.from[0]) ? size.columns : 1);
    return each * size.rows * (mode_ == Mode::number ? size.columns : 1);
  }

  LossSum<T> operator()(const LossCall<T>& call) const override {
    const Program& program = program_for(call);
    const auto [examples, columns] = shape(call);
    const Index width = width_of<T>(examples, columns), step = width * lane_count<T>;
    const auto misplaced = reinterpret_cast<std::uintptr_t>(call.scratch) % sizeof(Lanes<T>);
    T* start = call.scratch + (misplaced ? (sizeof(Lanes<T>) - misplaced) / sizeof(T) : 0);
    const expression::Block<Lanes<T>> block{reinterpret_cast<Lanes<T>*>(start), program.constants.data(), width,
                                            columns, program.code.number_slots};
    if (!(block == program.block)) {
      expression::bind(program.code, block, program.bound);
      program.block = block;
    }
    LossSum<T> total;
    for (Index first = 0; first < examples; first += step) {
      const Index count = std::min(step, examples - first);
      for (const expression::LoadedInput& input : program.code.inputs)
        load(call.inputs[static_cast<std::size_t>(input.index)], block, input.slot, first, count);
      expression::execute(program.bound, width);
      add(call, program, block, first, count, total);
    }
    return total;
  }

 private:
  /// The loss, and gradients of the inputs whose bits are set.
  struct Program {
    unsigned inputs;
    expression::Code code;
    Aligned<Lanes<T>> constants;
    /// The code at the addresses of the last call, which the next most often has too.
    mutable expression::Block<Lanes<T>> block{};
    mutable Aligned<expression::Bound<Lanes<T>>> bound{};
  };

  struct Shape {
    Index examples, columns;
  };

  Shape shape(const LossCall<T>& call) const {
    if (mode_ == Mode::number) return {call.inputs[0].size(), 1};
    const auto rows = as_batch(call.inputs[0]);
    return {rows.rows, rows.cols};
  }

  static bool is_row(expression::Slot slot) { return slot.storage == expression::Storage::row; }

  static Program program(expression::Lowered& lowered, unsigned inputs) {
    std::vector<expression::Id> by;
    for (std::size_t k = 0; k < lowered.inputs.size(); ++k)
      if (inputs >> k & 1) by.push_back(lowered.inputs[k]);
    std::vector<expression::Id> outputs{lowered.loss};
    const auto slopes = expression::derivatives(lowered.graph, lowered.loss, by);
    outputs.insert(outputs.end(), slopes.begin(), slopes.end());
    expression::Code code = expression::compile(lowered.graph, outputs);
    auto constants = expression::constants_of<Lanes<T>>(code);
    Program made{inputs, std::move(code), std::move(constants)};
    // So that a step allocates nothing.
    made.bound.resize(made.code.instructions.size());
    return made;
  }

  const Program& program_for(const LossCall<T>& call) const {
    unsigned wanted = 0;
    for (std::size_t k = 0; k < max_loss_inputs; ++k)
      if (call.gradients[k].given()) wanted |= 1u << k;
    return *std::find_if(programs_.begin(), programs_.end() - 1,
                         [&](const Program& one) { return (one.inputs & wanted) == wanted; });
  }

  /// A block's numbers of an input, column after column; the last example is repeated up to the block's end.
  static void load(View<const T> input, const expression::Block<Lanes<T>>& block, expression::Slot slot, Index first,
                   Index count) {
    T* to = reinterpret_cast<T*>(block.data(slot));
    const Index step = block.width * lane_count<T>, columns = is_row(slot) ? block.columns : 1;
    const T* from = input.data + first * columns;
    for (Index c = 0; c < columns; ++c) {
      if (columns == 1) {
        std::copy_n(from, count, to);
      } else {
        for (Index i = 0; i < count; ++i) to[c * step + i] = from[i * columns + c];
      }
      std::fill(to + c * step + count, to + (c + 1) * step, from[(count - 1) * columns + c]);
    }
  }

  /// Adds the losses of a block to the sum, and hands its gradients out.
  void add(const LossCall<T>& call, const Program& program, const expression::Block<Lanes<T>>& block, Index first,
           Index count, LossSum<T>& total) const {
    const auto& outputs = program.code.outputs;
    const Index places = block.width * lane_count<T>;
    const auto numbers = [&](expression::Slot slot) { return reinterpret_cast<const T*>(block.read(slot)); };
    const auto stride = [](expression::Slot slot) { return slot.storage == expression::Storage::constant ? 0 : 1; };
    const T* losses = numbers(outputs[0]);
    for (Index i = 0; i < count; ++i) {
      const T loss = losses[i * stride(outputs[0])];
      total.sum += loss;
      total.active += loss != T(0);
      if (call.values) call.values[first + i] = loss;
    }
    std::size_t next = 1;
    for (std::size_t k = 0; k < max_loss_inputs; ++k) {
      if (!(program.inputs >> k & 1)) continue;
      const expression::Slot slot = outputs[next++];
      if (!call.gradients[k].given()) continue;
      const Index columns = mode_ == Mode::number ? 1 : block.columns, step = is_row(slot) ? places : 0;
      const T* from = numbers(slot);
      T* to = call.gradients[k].data + first * columns;
      for (Index c = 0; c < columns; ++c)
        for (Index i = 0; i < count; ++i) to[i * columns + c] = call.scale * from[c * step + i * stride(slot)];
    }
  }

  Mode mode_;
  const LossDescriptor& descriptor_;
  std::vector<Program> programs_;
};

}  // namespace

const LossDescriptor& ExpressionEntry::descriptor = of_numbers;

std::string formula_of(const Spec& spec) {
  ExpressionEntry entry;
  ParameterReader reader(spec.params);
  entry.parameters(reader);
  return entry.formula;
}

bool is_expression(const Spec& spec) { return spec.id == of_numbers.id; }

const LossDescriptor& describe_expression(const expression::Formula& formula) {
  if (formula.mode == Mode::triplet) return of_triplets;
  if (formula.mode == Mode::classes) return of_classes;
  return !formula.problem && takes_logits(formula) ? of_logits : of_numbers;
}

void check_expression(const Spec& spec, const char* path, Error& error) {
  const std::string text = formula_of(spec);
  const expression::Problem problem = expression::read_formula(text).problem;
  if (!problem) return;
  error = {std::string(path) + ".formula",
           (problem.given.empty() ? "a formula that ends at " : "“" + problem.given + "” at ") +
               expression::line_and_character(text, problem.place.begin),
           problem.allowed};
}

template <class T>
std::unique_ptr<Loss<T>> make_expression_loss(const Spec& spec) {
  return std::make_unique<ExpressionLoss<T>>(expression::read_formula(formula_of(spec)));
}

template std::unique_ptr<Loss<float>> make_expression_loss(const Spec&);
template std::unique_ptr<Loss<double>> make_expression_loss(const Spec&);

}  // namespace loss_playground
