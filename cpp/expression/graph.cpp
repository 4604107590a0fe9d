// SPDX-License-Identifier: MIT
#include "expression/graph.hpp"

#include <utility>

#include "expression/kernels.hpp"

namespace loss_playground::expression {

namespace {

/// Whole exponents up to this are taken by multiplying.
constexpr double most_products = 64;

bool gives_row(Op op, bool any_row) {
  switch (op) {
    case Op::sum:
    case Op::largest:
    case Op::norm:
    case Op::logsumexp:
    case Op::element:
      return false;
    case Op::one_hot:
      return true;
    default:
      return any_row;
  }
}

bool is_of_row(Op op) { return op >= Op::sum && op <= Op::element; }

bool is_commutative(Op op) {
  return op == Op::add || op == Op::multiply || op == Op::equal || op == Op::minimum || op == Op::maximum;
}

}  // namespace

bool Graph::is(Id id, double number) const {
  const Node& node = (*this)[id];
  return node.op == Op::constant && node.number == number;
}

Id Graph::found_or_new(const Node& node) {
  const auto key = std::make_tuple(node.op, node.row, node.args, math::to_bits(node.number), node.index);
  const auto [place, is_new] = known_.try_emplace(key, size());
  if (is_new) nodes_.push_back(node);
  return place->second;
}

Id Graph::constant(double number) { return found_or_new({.op = Op::constant, .number = number}); }
Id Graph::input(int index, bool row) { return found_or_new({.op = Op::input, .row = row, .index = index}); }
Id Graph::columns() { return found_or_new({.op = Op::columns}); }

Id Graph::make(Op op, Id a, Id b, Id c) {
  if (is_commutative(op) && a > b) std::swap(a, b);
  if (const Id simpler = simplified(op, a, b, c); simpler != none) return simpler;
  const auto is_row = [&](Id id) { return id != none && (*this)[id].row; };
  return found_or_new({.op = op, .row = gives_row(op, is_row(a) || is_row(b) || is_row(c)), .args = {a, b, c}});
}

Id Graph::simplified(Op op, Id a, Id b, Id c) {
  const auto fixed = [&](Id id) { return id == none || (*this)[id].op == Op::constant; };
  const auto number = [&](Id id) { return id == none ? 0 : (*this)[id].number; };
  if (op == Op::power)
    if (const Id product = product_or_power(a, b); product != none) return product;
  if (is_elementwise(op) && fixed(a) && fixed(b) && fixed(c))
    return constant(apply(op, number(a), number(b), number(c)));
  if (is_of_row(op) && !(*this)[a].row) return of_equal_numbers(op, a);
  switch (op) {
    case Op::add:
      if (is(a, 0) || is(b, 0)) return is(a, 0) ? b : a;
      return sum_of_branches(a, b);
    case Op::subtract:
      if (is(b, 0)) return a;
      return is(a, 0) ? make(Op::negate, b) : none;
    case Op::multiply:
      // A product with 0 is 0, also of what is infinite: what does not count has no slope.
      for (const auto& [one, other] : {std::pair{a, b}, std::pair{b, a}}) {
        if (is(one, 0) || is(one, 1)) return is(one, 0) ? one : other;
        if (is(one, -1)) return make(Op::negate, other);
        // c·(k·x) is (c·k)·x.
        const Node inner = (*this)[other];
        if (!fixed(one) || inner.op != Op::multiply) continue;
        for (std::size_t k = 0; k < 2; ++k)
          if (fixed(inner.args[k]))
            return make(Op::multiply, constant(number(one) * number(inner.args[k])), inner.args[1 - k]);
      }
      return product_of_branch(a, b);
    case Op::divide:
      if (is(b, 1)) return a;
      // The same bits, and quicker.
      if (is(b, 2) || is(b, 4)) return make(Op::multiply, a, constant(1 / number(b)));
      return quotient_of_branch(a, b);
    case Op::negate:
      return (*this)[a].op == Op::negate ? (*this)[a].args[0] : none;
    case Op::select:
      if (b == c) return b;
      return fixed(a) ? (number(a) != 0 ? b : c) : none;
    default:
      return none;
  }
}

/// Whether a node is a choice between something and 0.
bool Graph::has_zero_branch(Id id) const {
  const Node& node = (*this)[id];
  return node.op == Op::select && (is(node.args[1], 0) || is(node.args[2], 0));
}

/// A choice with its branches multiplied or divided, so that what is not chosen does not count even where it is
/// infinite.
Id Graph::in_branches(Op op, Id choice, Id other) {
  const auto [condition, first, second] = (*this)[choice].args;
  const auto branch = [&](Id id) { return is(id, 0) ? id : make(op, id, other); };
  return make(Op::select, condition, branch(first), branch(second));
}

Id Graph::product_of_branch(Id a, Id b) {
  if (has_zero_branch(a)) return in_branches(Op::multiply, a, b);
  return has_zero_branch(b) ? in_branches(Op::multiply, b, a) : none;
}

Id Graph::quotient_of_branch(Id a, Id b) { return has_zero_branch(a) ? in_branches(Op::divide, a, b) : none; }

/// The sum of two choices by the same condition, each between something and 0.
Id Graph::sum_of_branches(Id a, Id b) {
  if (!has_zero_branch(a) || !has_zero_branch(b) || (*this)[a].args[0] != (*this)[b].args[0]) return none;
  const Node first = (*this)[a], second = (*this)[b];
  return make(Op::select, first.args[0], make(Op::add, first.args[1], second.args[1]),
              make(Op::add, first.args[2], second.args[2]));
}

/// An operation of a row whose numbers are all `a`.
Id Graph::of_equal_numbers(Op op, Id a) {
  switch (op) {
    case Op::sum:
      return make(Op::multiply, a, columns());
    case Op::norm:
      return make(Op::multiply, make(Op::absolute, a), make(Op::sqrt, columns()));
    case Op::logsumexp:
      return make(Op::add, a, make(Op::log, columns()));
    case Op::softmax:
      return make(Op::divide, constant(1), columns());
    case Op::log_softmax:
      return make(Op::negate, make(Op::log, columns()));
    default:
      return a;
  }
}

/// A power of a small whole number or of a half by products and roots, which are exact or nearly so; or none.
Id Graph::product_or_power(Id base, Id exponent) {
  if (is(exponent, 0)) return constant(1);
  if (is(exponent, 0.5)) return make(Op::sqrt, base);
  const Node node = (*this)[exponent];
  const double size = math::abs(node.number);
  if (node.op != Op::constant || size > most_products || rounded(size) != size) return none;
  Id product = constant(1), square = base;
  for (int left = static_cast<int>(size); left > 0; left /= 2) {
    if (left % 2 == 1) product = make(Op::multiply, product, square);
    if (left > 1) square = make(Op::multiply, square, square);
  }
  return node.number > 0 ? product : make(Op::divide, constant(1), product);
}

bool depends_on(const Graph& graph, Id id, Id on) {
  std::vector<bool> reached(static_cast<std::size_t>(id) + 1, false);
  for (Id at = 0; at <= id; ++at) {
    bool does = at == on;
    for (Id arg : graph[at].args) does = does || (arg != none && reached[static_cast<std::size_t>(arg)]);
    reached[static_cast<std::size_t>(at)] = does;
  }
  return reached.back();
}

}  // namespace loss_playground::expression
