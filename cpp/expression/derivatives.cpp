// SPDX-License-Identifier: MIT
// Reverse-mode differentiation: from the result back, each node passes its derivative on to its arguments.
#include "expression/graph.hpp"

#include "core/math.hpp"

namespace loss_playground::expression {

namespace {

class Backward {
 public:
  Backward(Graph& graph, Id of) : graph_(graph), slopes_(static_cast<std::size_t>(of) + 1, none) {
    slopes_.back() = graph.constant(1);
    for (Id id = of; id >= 0; --id)
      if (slope(id) != none && !graph_.is(slope(id), 0)) pass_on(id, graph_[id], slope(id));
  }

  Id slope(Id id) const {
    return static_cast<std::size_t>(id) < slopes_.size() ? slopes_[static_cast<std::size_t>(id)] : none;
  }

 private:
  Id make(Op op, Id a, Id b = none, Id c = none) { return graph_.make(op, a, b, c); }
  Id number(double value) { return graph_.constant(value); }
  Id times(Id a, Id b) { return make(Op::multiply, a, b); }
  /// As a product, since a choice takes factors into its branches.
  Id negated(Id a) { return times(number(-1), a); }
  Id minus(Id a, Id b) { return make(Op::subtract, a, b); }

  /// The sum over the columns of what may be the same number in each.
  Id sum(Id id) { return make(Op::sum, id); }

  void add(Id to, Id slope, bool from_row) {
    if (graph_[to].op == Op::constant) return;
    // What a number gets from the entries of a row is their sum.
    if (from_row && !graph_[to].row) slope = sum(slope);
    Id& total = slopes_[static_cast<std::size_t>(to)];
    total = total == none ? slope : make(Op::add, total, slope);
  }

  /// `node` is a copy: the graph grows.
  void pass_on(Id id, const Node node, Id slope) {
    const auto [a, b, c] = node.args;
    const auto give = [&](Id to, Id local) { add(to, times(slope, local), node.row); };
    switch (node.op) {
      case Op::add:
        add(a, slope, node.row);
        return add(b, slope, node.row);
      case Op::subtract:
        add(a, slope, node.row);
        return add(b, negated(slope), node.row);
      case Op::multiply:
        if (a == b) return give(a, times(number(2), a));
        give(a, b);
        return give(b, a);
      case Op::divide:
        add(a, make(Op::divide, slope, b), node.row);
        return add(b, make(Op::negate, times(slope, make(Op::divide, id, b))), node.row);
      case Op::negate:
        return add(a, negated(slope), node.row);
      case Op::power:
        give(a, times(b, make(Op::power, a, minus(b, number(1)))));
        // 0^p has no slope by p.
        if (graph_[b].op != Op::constant)
          give(b, make(Op::select, make(Op::equal, a, number(0)), number(0), times(id, make(Op::log, a))));
        return;
      case Op::select:
        add(b, make(Op::select, a, slope, number(0)), node.row);
        return add(c, make(Op::select, a, number(0), slope), node.row);
      case Op::minimum:
        return share(a, b, slope, node.row, make(Op::less, a, b));
      case Op::maximum:
        return share(a, b, slope, node.row, make(Op::less, b, a));
      case Op::absolute:
        return give(a, make(Op::sign, a));
      case Op::exp:
        return give(a, id);
      case Op::log:
        return add(a, make(Op::divide, slope, a), node.row);
      case Op::log1p:
        return add(a, make(Op::divide, slope, make(Op::add, a, number(1))), node.row);
      case Op::expm1:
        return give(a, make(Op::exp, a));
      case Op::sqrt:
        return add(a, make(Op::divide, slope, times(number(2), id)), node.row);
      case Op::tanh:
        // 1 − tanh², without the cancellation where it is nearly 1.
        return give(a, times(number(4),
                             times(make(Op::sigmoid, times(number(2), a)), make(Op::sigmoid, times(number(-2), a)))));
      case Op::sigmoid:
        return give(a, times(id, make(Op::sigmoid, make(Op::negate, a))));
      case Op::softplus:
        return give(a, make(Op::sigmoid, a));
      case Op::relu:
        return give(a, make(Op::less, number(0), a));
      case Op::erf:
        return give(a, times(number(2 / math::sqrt(math::pi)), make(Op::exp, make(Op::negate, times(a, a)))));
      case Op::sin:
        return give(a, make(Op::cos, a));
      case Op::cos:
        return give(a, make(Op::negate, make(Op::sin, a)));
      case Op::sum:
        return add(a, slope, true);
      case Op::largest: {
        // Equally large entries share the slope.
        const Id is_largest = make(Op::equal, a, id);
        return add(a, times(slope, make(Op::divide, is_largest, sum(is_largest))), true);
      }
      case Op::norm:
        return add(a, times(make(Op::select, id, make(Op::divide, slope, id), number(0)), a), true);
      case Op::logsumexp:
        return add(a, times(slope, make(Op::softmax, a)), true);
      case Op::softmax:
        return add(a, times(id, minus(slope, sum(times(slope, id)))), true);
      case Op::log_softmax:
        return add(a, minus(slope, times(make(Op::softmax, a), sum(slope))), true);
      case Op::element:
        return add(a, times(slope, make(Op::one_hot, b)), true);
      default:
        return;
    }
  }

  /// To the smaller or larger of two; at a tie each gets half.
  void share(Id a, Id b, Id slope, bool row, Id is_first) {
    const Id tie = make(Op::equal, a, b), half = times(slope, number(0.5)), zero = number(0);
    add(a, make(Op::select, is_first, slope, make(Op::select, tie, half, zero)), row);
    add(b, make(Op::select, is_first, zero, make(Op::select, tie, half, slope)), row);
  }

  Graph& graph_;
  std::vector<Id> slopes_;
};

}  // namespace

std::vector<Id> derivatives(Graph& graph, Id of, const std::vector<Id>& by) {
  const Backward backward(graph, of);
  std::vector<Id> found;
  for (Id id : by) {
    const Id slope = backward.slope(id);
    found.push_back(slope == none ? graph.constant(0) : slope);
  }
  return found;
}

}  // namespace loss_playground::expression
