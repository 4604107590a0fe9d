// SPDX-License-Identifier: MIT
#pragma once
// A choice among the distances, for losses and miners that take any.
#include "distances/list.hpp"

namespace loss_playground {

template <class... Types>
constexpr std::array<const char*, sizeof...(Types)> ids_of(TypeList<Types...>) {
  return {Types::descriptor.id...};
}
inline constexpr auto distance_ids = ids_of(Distances{});
inline constexpr std::initializer_list<const char*> distance_names = {distance_ids[0], distance_ids[1], distance_ids[2],
                                                                      distance_ids[3]};
inline constexpr const char* distance_doc = "How the distance between two points is measured.";

/// One of the distances, known only when running.
struct AnyDistance {
  /// Its place in the list above.
  int index = 0;

  template <class T>
  T operator()(const T* a, const T* b, Index n) const {
    T found = T(0);
    with_chosen(Distances{}, [&](const auto& distance) { found = distance(a, b, n); });
    return found;
  }
  template <class T>
  void add_gradient(const T* a, const T* b, Index n, T distance, T factor, T* grad_a, T* grad_b) const {
    with_chosen(Distances{},
                [&](const auto& chosen) { chosen.add_gradient(a, b, n, distance, factor, grad_a, grad_b); });
  }

  /// How much farther b is from a than c is, where a distance whose numbers leave the range can tell; else NaN.
  template <class T>
  T lead_of_huge(const T* a, const T* b, const T* c, Index n) const {
    T lead = std::numeric_limits<T>::quiet_NaN();
    with_chosen(Distances{}, [&](const auto& chosen) {
      if constexpr (requires { chosen.lead_of_huge(a, b, c, n); }) lead = chosen.lead_of_huge(a, b, c, n);
    });
    return lead;
  }

 private:
  template <class Use, class... Types>
  void with_chosen(TypeList<Types...>, Use use) const {
    int at = 0;
    static_cast<void>(((at++ == index && (use(Types{}), true)) || ...));
  }
};

}  // namespace loss_playground
