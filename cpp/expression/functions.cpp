// SPDX-License-Identifier: MIT
#include "expression/functions.hpp"

#include <algorithm>

namespace loss_playground::expression {

namespace {

/// A function that is an operation.
template <Op op>
Id operation(Graph& graph, const Id* a) {
  return graph.make(op, a[0]);
}
template <Op op>
Id operation_of_two(Graph& graph, const Id* a) {
  return graph.make(op, a[0], a[1]);
}
/// An operation with its arguments the other way round.
template <Op op>
Id swapped(Graph& graph, const Id* a) {
  return graph.make(op, a[1], a[0]);
}

Id negated(Graph& graph, Id a) { return graph.make(Op::negate, a); }
/// 1 where a number is 0, otherwise 0.
Id is_zero(Graph& graph, Id a) { return graph.make(Op::equal, a, graph.constant(0)); }
Id product(Graph& graph, Id a, Id b) { return graph.make(Op::multiply, a, b); }
Id dot(Graph& graph, const Id* a) { return graph.make(Op::sum, product(graph, a[0], a[1])); }
Id distance(Graph& graph, const Id* a) { return graph.make(Op::norm, graph.make(Op::subtract, a[0], a[1])); }

Id cosine(Graph& graph, const Id* a) {
  // As in PyTorch, so that a vector of zeros has a cosine of 0.
  const Id least = graph.constant(1e-8);
  const auto length = [&](Id row) { return graph.make(Op::maximum, graph.make(Op::norm, row), least); };
  return graph.make(Op::divide, dot(graph, a), product(graph, length(a[0]), length(a[1])));
}

Id clamp(Graph& graph, const Id* a) {
  // Within its bounds, the bounds included, the slope is 1: PyTorch's choice.
  const Id low = graph.make(Op::less, a[0], a[1]), high = graph.make(Op::less, a[2], a[0]);
  return graph.make(Op::select, high, a[2], graph.make(Op::select, low, a[1], a[0]));
}

Id smallest(Graph& graph, const Id* a) { return negated(graph, graph.make(Op::largest, negated(graph, a[0]))); }
Id mean(Graph& graph, const Id* a) { return graph.make(Op::divide, graph.make(Op::sum, a[0]), graph.columns()); }
Id logsigmoid(Graph& graph, const Id* a) { return negated(graph, graph.make(Op::softplus, negated(graph, a[0]))); }

constexpr auto any = Takes::any;
constexpr auto row = Takes::row;
constexpr auto like = Gives::like_arguments;
constexpr auto one = Gives::number;

constexpr Function functions[] = {
    {"where", 3, any, like, [](Graph& graph, const Id* a) { return graph.make(Op::select, a[0], a[1], a[2]); }},
    {"min", 2, any, like, operation_of_two<Op::minimum>},
    {"max", 2, any, like, operation_of_two<Op::maximum>},
    {"clamp", 3, any, like, clamp},
    {"abs", 1, any, like, operation<Op::absolute>},
    {"sign", 1, any, like, operation<Op::sign>},
    {"exp", 1, any, like, operation<Op::exp>},
    {"log", 1, any, like, operation<Op::log>},
    {"log1p", 1, any, like, operation<Op::log1p>},
    {"expm1", 1, any, like, operation<Op::expm1>},
    {"sqrt", 1, any, like, operation<Op::sqrt>},
    {"tanh", 1, any, like, operation<Op::tanh>},
    {"sigmoid", 1, any, like, operation<Op::sigmoid>},
    {"softplus", 1, any, like, operation<Op::softplus>},
    {"logsigmoid", 1, any, like, logsigmoid},
    {"relu", 1, any, like, operation<Op::relu>},
    {"erf", 1, any, like, operation<Op::erf>},
    {"sin", 1, any, like, operation<Op::sin>},
    {"cos", 1, any, like, operation<Op::cos>},
    {"sum", 1, row, one, operation<Op::sum>},
    {"mean", 1, row, one, mean},
    {"max", 1, row, one, operation<Op::largest>},
    {"min", 1, row, one, smallest},
    {"softmax", 1, row, Gives::row, operation<Op::softmax>},
    {"log_softmax", 1, row, Gives::row, operation<Op::log_softmax>},
    {"logsumexp", 1, row, one, operation<Op::logsumexp>},
    {"one_hot", 1, Takes::target, Gives::row, operation<Op::one_hot>},
    {"dot", 2, row, one, dot},
    {"norm", 1, row, one, operation<Op::norm>},
    {"distance", 2, row, one, distance},
    {"cosine", 2, row, one, cosine},
};

constexpr Function operators[] = {
    {"+", 2, any, like, operation_of_two<Op::add>},
    {"-", 2, any, like, operation_of_two<Op::subtract>},
    {"-", 1, any, like, operation<Op::negate>},
    {"*", 2, any, like, operation_of_two<Op::multiply>},
    {"/", 2, any, like, operation_of_two<Op::divide>},
    {"^", 2, any, like, operation_of_two<Op::power>},
    {"<", 2, any, like, operation_of_two<Op::less>},
    {"<=", 2, any, like, operation_of_two<Op::less_equal>},
    {">", 2, any, like, swapped<Op::less>},
    {">=", 2, any, like, swapped<Op::less_equal>},
    {"==", 2, any, like, operation_of_two<Op::equal>},
    {"!=", 2, any, like, [](Graph& graph, const Id* a) { return is_zero(graph, graph.make(Op::equal, a[0], a[1])); }},
    {"and", 2, any, like,
     [](Graph& graph, const Id* a) {
       return is_zero(graph, graph.make(Op::maximum, is_zero(graph, a[0]), is_zero(graph, a[1])));
     }},
    {"or", 2, any, like,
     [](Graph& graph, const Id* a) {
       return is_zero(graph, product(graph, is_zero(graph, a[0]), is_zero(graph, a[1])));
     }},
    {"not", 1, any, like, [](Graph& graph, const Id* a) { return is_zero(graph, a[0]); }},
};

template <class List>
const Function* found(const List& list, const std::string& name, int arguments) {
  const auto* end = std::end(list);
  const auto* at = std::find_if(std::begin(list), end, [&](const Function& function) {
    return name == function.name && (arguments < 0 || arguments == function.arguments);
  });
  return at == end ? nullptr : at;
}

}  // namespace

const Function* find_function(const std::string& name, int arguments) { return found(functions, name, arguments); }
const Function* find_function(const std::string& name) { return found(functions, name, -1); }
const Function* find_operator(const std::string& word, int arguments) { return found(operators, word, arguments); }

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const Function& function : functions)
    if (std::find(names.begin(), names.end(), function.name) == names.end()) names.emplace_back(function.name);
  return names;
}

}  // namespace loss_playground::expression
