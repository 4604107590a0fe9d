// SPDX-License-Identifier: MIT
#include "catalogs.hpp"

#include "losses/list.hpp"
#include "miners/list.hpp"
#include "optimizers/list.hpp"
#include "schedules/list.hpp"

namespace loss_playground::tests {

std::vector<Entry> loss_entries() { return entries_of(Losses{}); }
std::vector<Entry> optimizer_entries() { return entries_of(Optimizers{}); }
std::vector<Entry> schedule_entries() { return entries_of(Schedules{}); }
std::vector<Entry> miner_entries() { return entries_of(Miners{}); }

}  // namespace loss_playground::tests
