// SPDX-License-Identifier: MIT
#include "tasks/list.hpp"

#include "core/starter.hpp"

namespace loss_playground {

namespace {

template <class... Types>
std::vector<TaskEntry> entries(TypeList<Types...>) {
  return {{entry_of<Types>(), &Types::descriptor, &Types::experiment, Types::classes, Types::columns}...};
}

}  // namespace

std::vector<TaskEntry> task_entries() { return entries(Tasks{}); }

Dataset make_dataset(const Spec& spec, const Source& source, Error& error) {
  Dataset data;
  with_listed(std::conditional_t<is_starter, StarterTasks, Tasks>{}, spec,
              [&](const auto& task) { data = task.make(source, error); });
  return data;
}

}  // namespace loss_playground
