// SPDX-License-Identifier: MIT
// What is compiled anew for a mutant of a loss or distance. Its folder has a catalog of the judged entries alone.
#include "losses/evaluate.cpp"
#include "losses/fast.cpp"
#include "losses/list.cpp"
