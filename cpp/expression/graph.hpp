// SPDX-License-Identifier: MIT
#pragma once
// An expression as a graph whose equal parts are one node. A node is one number per example, or a row of as many as the
// example has columns. Arguments come before what is made of them, so the order of the nodes is one of evaluation.
#include <array>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace loss_playground::expression {

enum class Op : std::uint8_t {
  constant,
  /// Input `index`; of classes, input 1 is the number of the true class.
  input,
  /// How many columns the example has.
  columns,
  add,
  subtract,
  multiply,
  divide,
  negate,
  power,
  /// 1 where true, otherwise 0.
  less,
  less_equal,
  equal,
  /// Its second argument where the first is not 0, otherwise the third.
  select,
  minimum,
  maximum,
  absolute,
  sign,
  exp,
  log,
  log1p,
  expm1,
  sqrt,
  tanh,
  sigmoid,
  softplus,
  relu,
  erf,
  sin,
  cos,
  /// Of a row.
  sum,
  largest,
  norm,
  logsumexp,
  softmax,
  log_softmax,
  /// Of a row and a class number.
  element,
  /// Of a class number: a row that is 1 there and 0 elsewhere.
  one_hot
};

using Id = int;
inline constexpr Id none = -1;

struct Node {
  Op op;
  bool row = false;
  std::array<Id, 3> args{none, none, none};
  double number = 0;
  int index = 0;
};

class Graph {
 public:
  const Node& operator[](Id id) const { return nodes_[static_cast<std::size_t>(id)]; }
  Id size() const { return static_cast<Id>(nodes_.size()); }
  bool is(Id id, double number) const;

  Id constant(double number);
  Id input(int index, bool row);
  Id columns();
  /// A node of an operation, or a simpler one of the same value: constants are evaluated, and so are sums with 0 and
  /// products with 0 or 1.
  Id make(Op op, Id a, Id b = none, Id c = none);

 private:
  Id found_or_new(const Node& node);
  Id simplified(Op op, Id a, Id b, Id c);
  bool has_zero_branch(Id id) const;
  Id in_branches(Op op, Id choice, Id other);
  Id product_of_branch(Id a, Id b);
  Id quotient_of_branch(Id a, Id b);
  Id sum_of_branches(Id a, Id b);
  Id of_equal_numbers(Op op, Id a);
  Id product_or_power(Id base, Id exponent);

  std::vector<Node> nodes_;
  std::map<std::tuple<Op, bool, std::array<Id, 3>, std::int64_t, int>, Id> known_;
};

/// Derivatives of a number by some nodes, in a graph that grows by them: each node's is a row where the node is one, or
/// a number that each entry of the row has. Of |x|, relu and similar functions at their kinks, as PyTorch takes them.
std::vector<Id> derivatives(Graph& graph, Id of, const std::vector<Id>& by);

/// Whether a node's value depends on another's.
bool depends_on(const Graph& graph, Id id, Id on);

}  // namespace loss_playground::expression
