// SPDX-License-Identifier: MIT
#include "functions/list.hpp"

namespace loss_playground {

namespace {

template <class Surface, class T>
class TerrainOf final : public Terrain<T> {
 public:
  explicit TerrainOf(Surface surface) : surface_(std::move(surface)) {}
  int dimension() const override { return Surface::descriptor.dimension; }
  T height(const T* at, T* gradient) const override { return surface_(at, gradient); }

 private:
  Surface surface_;
};

}  // namespace

template <class T>
std::unique_ptr<Terrain<T>> make_terrain(const Spec& spec) {
  std::unique_ptr<Terrain<T>> made;
  with_listed(Surfaces{}, spec, [&]<class Surface>(Surface surface) {
    made = std::make_unique<TerrainOf<Surface, T>>(std::move(surface));
  });
  return made;
}

template std::unique_ptr<Terrain<float>> make_terrain(const Spec&);
template std::unique_ptr<Terrain<double>> make_terrain(const Spec&);

std::vector<Entry> surface_entries() { return entries_of(Surfaces{}); }

}  // namespace loss_playground
