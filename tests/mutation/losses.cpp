// SPDX-License-Identifier: MIT
// What is compiled anew for a mutant of a loss or distance. Its folder has a catalog of the judged entries alone.
#include "losses/list.cpp"
#include "losses/evaluate.cpp"
#include "losses/fast.cpp"
//
#include "catalogs.hpp"

namespace loss_playground::tests {

std::vector<Entry> loss_entries() { return entries_of(Losses{}); }

}  // namespace loss_playground::tests
