// SPDX-License-Identifier: MIT
#pragma once
// What all that is compiled anew includes, compiled once: the standard library and the core, which is not mutated.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/descriptor.hpp"
#include "core/error.hpp"
#include "core/math.hpp"
#include "core/random.hpp"
#include "core/tensor.hpp"
