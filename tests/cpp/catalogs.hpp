// SPDX-License-Identifier: MIT
#pragma once
// The entries that tests go through. They are made apart from the tests, in catalogs.cpp, so that tests/mutation can
// put a few in the place of all.
#include "core/descriptor.hpp"

namespace loss_playground::tests {

std::vector<Entry> loss_entries();
std::vector<Entry> optimizer_entries();
std::vector<Entry> schedule_entries();
std::vector<Entry> miner_entries();

}  // namespace loss_playground::tests
