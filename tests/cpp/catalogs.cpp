// SPDX-License-Identifier: MIT
#include "catalogs.hpp"

#include "losses/catalog.hpp"
#include "miners/catalog.hpp"
#include "optimizers/catalog.hpp"
#include "schedules/catalog.hpp"

namespace loss_playground::tests {

std::vector<Entry> loss_entries() { return entries_of(Losses{}); }
std::vector<Entry> optimizer_entries() { return entries_of(Optimizers{}); }
std::vector<Entry> schedule_entries() { return entries_of(Schedules{}); }
std::vector<Entry> miner_entries() { return entries_of(Miners{}); }

}  // namespace loss_playground::tests
