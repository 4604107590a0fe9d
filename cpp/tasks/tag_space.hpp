// SPDX-License-Identifier: MIT
#pragma once
// A few numbers that place each document by its tags: latent semantic analysis.
//
//   x_i: one number a tag, ln(N / N_t) for each tag t of document i, N_t documents have it; scaled to length 1
//   p_i = Vᵀ·x_i, scaled to length 1; V (tags, dimensions): orthonormal, those directions that keep most of all x_i
//
// Documents that share tags come near, and so do those that share none but have neighbors in common. V is found by
// orthogonal iteration from a fixed start, so places do not depend on a seed; a turn of V changes no distance. Of
// documents without a tag of another one, or too far from the directions kept, no place is known.
// Deerwester, Dumais, Furnas, Landauer, Harshman: Indexing by latent semantic analysis (1990),
// https://doi.org/10.1002/(SICI)1097-4571(199009)41:6%3C391::AID-ASI1%3E3.0.CO;2-9
#include "tasks/emoji_lists.hpp"

namespace loss_playground {

class TagSpace {
 public:
  TagSpace(const TagIndex& tags, Index documents, Index dimensions);

  /// The documents that have a place, in order.
  const std::vector<std::int32_t>& placed() const { return placed_; }
  bool has_place(std::int32_t document) const { return lengths_[static_cast<std::size_t>(document)] >= least_length; }
  /// From 0 to 2, between two that have a place.
  double distance(std::int32_t a, std::int32_t b) const;

 private:
  /// Of a projection, of at most 1: what is shorter has hardly anything in the directions kept.
  static constexpr double least_length = 0.02;

  Index dimensions_;
  /// A row a document, scaled to length 1, and the lengths before.
  std::vector<double> places_, lengths_;
  std::vector<std::int32_t> placed_;
};

}  // namespace loss_playground
