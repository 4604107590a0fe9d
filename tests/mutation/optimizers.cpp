// SPDX-License-Identifier: MIT
// What is compiled anew for a mutant of optimizers. Its folder has a catalog of the judged entries alone.
#include "optimizers/list.cpp"
//
#include "catalogs.hpp"

namespace loss_playground::tests {

std::vector<Entry> optimizer_entries() { return entries_of(Optimizers{}); }

}  // namespace loss_playground::tests
