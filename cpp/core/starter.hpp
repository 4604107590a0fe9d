// SPDX-License-Identifier: MIT
#pragma once
// Which build of the engine a file is compiled for. The starter is a smaller module for the web: the commonest entries
// of the catalogs, in single precision. It is what a first training downloads; it knows what it lacks, and hands such
// experiments back for the whole module. The files that choose are compiled twice (CMakeLists.txt).

namespace loss_playground {

#ifdef LOSS_PLAYGROUND_STARTER
inline constexpr bool is_starter = true;
#else
inline constexpr bool is_starter = false;
#endif

}  // namespace loss_playground
