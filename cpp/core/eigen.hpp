// SPDX-License-Identifier: MIT
#pragma once
// The only place that includes Eigen.
//
// Eigen 3.4 has no WebAssembly packets, but its SSE packets compile through Emscripten's SSE headers once the inline
// assembly, which only fences the optimizer, is out of the way.
#ifdef __EMSCRIPTEN__
#define __asm__(...)
#endif
#include <Eigen/Core>
#ifdef __EMSCRIPTEN__
#undef __asm__
#endif

namespace loss_playground {

/// Eigen blocks its products by cache sizes that it asks the processor for natively and guesses in WebAssembly. The
/// order of a sum follows the blocks, so fixed sizes keep the bits the same everywhere.
inline void fix_product_blocking() { Eigen::setCpuCacheSizes(32 * 1024, 256 * 1024, 2 * 1024 * 1024); }

}  // namespace loss_playground
