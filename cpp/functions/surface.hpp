// SPDX-License-Identifier: MIT
#pragma once
// What every surface is: an aggregate of its parameters, its dimension, and one call that gives height and gradient.
#include <array>
#include <cmath>
#include <memory>

#include "core/descriptor.hpp"
#include "core/math.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

struct PlanePoint {
  double x, y;
};

/// Descriptor of a surface: the square that shows it, a place to start from, and where its lowest points lie. A surface
/// that has none, since it falls without end, has 0 minima.
struct SurfaceDescriptor : Descriptor {
  int dimension;
  /// Both axes run from −reach to reach around the center.
  PlanePoint center;
  double reach;
  PlanePoint start;
  int minimum_count = 0;
  std::array<PlanePoint, 4> minima{};
  double minimum_value = 0;
};

/// A surface whose type is known only when running.
template <class T>
class Terrain {
 public:
  virtual ~Terrain() = default;
  virtual int dimension() const = 0;
  virtual T height(const T* at, T* gradient) const = 0;
};

/// The surface with this id, or null.
template <class T>
std::unique_ptr<Terrain<T>> make_terrain(const Spec& spec);

/// Every surface; descriptors are `SurfaceDescriptor`s.
std::vector<Entry> surface_entries();

/// Sine and cosine of 2π·x, exact where x is a whole number.
template <class T>
struct Turn {
  T sin, cos;
  explicit Turn(T x) {
    const double part = static_cast<double>(x - std::floor(x));
    sin = static_cast<T>(math::sin(2 * math::pi * part));
    cos = static_cast<T>(math::cos(2 * math::pi * part));
  }
};

}  // namespace loss_playground
