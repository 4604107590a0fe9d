// SPDX-License-Identifier: MIT
// What is compiled anew for a mutant of miners. Its folder has a catalog of the judged entries alone.
#include "miners/list.cpp"
//
#include "catalogs.hpp"

namespace loss_playground::tests {

std::vector<Entry> miner_entries() { return entries_of(Miners{}); }

}  // namespace loss_playground::tests
