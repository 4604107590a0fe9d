// SPDX-License-Identifier: MIT
#include "tasks/list.hpp"

namespace loss_playground {

namespace {

template <class... Types>
std::vector<TaskEntry> entries(TypeList<Types...>) {
  return {{entry_of<Types>(), &Types::descriptor, &Types::experiment, Types::classes, Types::columns}...};
}

}  // namespace

std::vector<TaskEntry> task_entries() { return entries(Tasks{}); }

Dataset make_dataset(const Spec& spec, const Source& source, Error& error) {
  return make_listed_dataset(Tasks{}, spec, source, error);
}

}  // namespace loss_playground
