// SPDX-License-Identifier: MIT
// What is compiled anew for a mutant of schedules. Its folder has a catalog of the judged entries alone.
#include "schedules/list.cpp"
//
#include "catalogs.hpp"

namespace loss_playground::tests {

std::vector<Entry> schedule_entries() { return entries_of(Schedules{}); }

}  // namespace loss_playground::tests
