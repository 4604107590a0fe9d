// SPDX-License-Identifier: MIT
// What is compiled anew for a mutant of optimizers. Its folder has a catalog of the judged entries alone.
#include "optimizers/list.cpp"
