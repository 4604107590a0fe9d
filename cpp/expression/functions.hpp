// SPDX-License-Identifier: MIT
#pragma once
// What formulas can call, and how each is made of the operations of a graph: one line a function.
#include <string>
#include <vector>

#include "expression/graph.hpp"

namespace loss_playground::expression {

/// What an argument may be: one number or a row (and the result is like the argument), a row alone, or the word
/// `target` where it is a class number.
enum class Takes { any, row, target };

/// How many numbers a call gives: as many as its widest argument, one, or a row.
enum class Gives { like_arguments, number, row };

struct Function {
  const char* name;
  int arguments;
  Takes takes;
  Gives gives;
  /// Makes its value in a graph.
  Id (*make)(Graph& graph, const Id* arguments);
  /// Whether the formula is one of classes or triplets because it uses this.
  bool of_rows() const { return takes != Takes::any; }
};

/// The function of this name and number of arguments, or null.
const Function* find_function(const std::string& name, int arguments);
/// Of any number of arguments, the first, or null.
const Function* find_function(const std::string& name);
std::vector<std::string> function_names();

/// The operator's function: `-` of one argument is the negation.
const Function* find_operator(const std::string& word, int arguments);

}  // namespace loss_playground::expression
