// SPDX-License-Identifier: MIT
#pragma once
// The data of a task: one type for each kind.
#include <variant>

#include "language/text_data.hpp"
#include "search/search_data.hpp"
#include "tasks/table_data.hpp"

namespace loss_playground {

/// Which kinds of loss fit: class numbers, real targets, triplets drawn by class, queries and their documents,
/// or lists of relevances.
enum class TaskKind { classification, regression, triplet, any, next_token, search, ranking };
inline constexpr const char* task_kind_names[] = {"classification", "regression", "triplet", "any",
                                                  "next_token",     "search",     "ranking"};

using Dataset = std::variant<ClassTable, NumberTable, TripletTable, TextData, SearchData, ListData, PairData>;

inline TaskKind kind_of(const Dataset& data) {
  constexpr TaskKind kinds[] = {TaskKind::classification, TaskKind::regression, TaskKind::triplet,
                                TaskKind::next_token,     TaskKind::search,     TaskKind::ranking,
                                TaskKind::regression};
  static_assert(std::size(kinds) == std::variant_size_v<Dataset>);
  return kinds[data.index()];
}

}  // namespace loss_playground
