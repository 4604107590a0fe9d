// SPDX-License-Identifier: MIT
// What is compiled anew for a mutant of miners. Its folder has a catalog of the judged entries alone.
#include "miners/list.cpp"
