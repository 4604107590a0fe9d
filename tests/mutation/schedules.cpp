// SPDX-License-Identifier: MIT
// What is compiled anew for a mutant of schedules. Its folder has a catalog of the judged entries alone.
#include "schedules/list.cpp"
