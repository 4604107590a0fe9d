// SPDX-License-Identifier: MIT
#include "tasks/tag_space.hpp"

namespace loss_playground {

namespace {

constexpr int rounds = 60;

/// Each direction, or the numbers of all documents along each direction: one after the other, so that sums over tags
/// and documents read memory in order.
struct Columns {
  Index rows;
  std::vector<double> numbers;

  Columns(Index count, Index length) : rows(length), numbers(static_cast<std::size_t>(count * length)) {}
  Index count() const { return static_cast<Index>(numbers.size()) / rows; }
  double* operator[](Index k) { return numbers.data() + k * rows; }
};

/// Subtracts from `count` columns what they have along a direction of length 1. Their sums do not wait for each other.
template <int count>
void remove_direction(const double* direction, double* columns, Index rows) {
  double along[count] = {};
  for (Index i = 0; i < rows; ++i)
    for (int k = 0; k < count; ++k) along[k] += columns[k * rows + i] * direction[i];
  for (int k = 0; k < count; ++k)
    for (Index i = 0; i < rows; ++i) columns[k * rows + i] -= along[k] * direction[i];
}

/// Makes the columns orthonormal, one after the other (Gram and Schmidt, each twice, for rounding). The first time a
/// direction is removed from all columns after it, the second time all directions from the column whose turn it is.
void make_orthonormal(Columns& columns) {
  const Index rows = columns.rows, count = columns.count();
  for (Index a = 0; a < count; ++a) {
    double* own = columns[a];
    for (Index b = 0; b < a; ++b) remove_direction<1>(columns[b], own, rows);
    double square = 0;
    for (Index i = 0; i < rows; ++i) square += own[i] * own[i];
    const double length = math::sqrt(square);
    for (Index i = 0; i < rows && length > 0; ++i) own[i] /= length;
    Index next = a + 1;
    for (; next + 4 <= count; next += 4) remove_direction<4>(own, columns[next], rows);
    for (; next < count; ++next) remove_direction<1>(own, columns[next], rows);
  }
}

/// A number of a document that is not 0: that of one of its tags.
struct TagNumber {
  std::int32_t document, tag;
  double number;
};

/// x of each document, by documents.
std::vector<TagNumber> weighted(const TagIndex& tags, Index documents) {
  std::vector<double> weights;
  for (std::int32_t tag = 0; tag < tags.size(); ++tag)
    weights.push_back(math::log(static_cast<double>(documents) / static_cast<double>(tags.documents_with(tag).size())));
  std::vector<TagNumber> entries;
  for (std::int32_t i = 0; i < documents; ++i) {
    double square = 0;
    for (std::int32_t tag : tags.tags_of(i)) {
      const double weight = weights[static_cast<std::size_t>(tag)];
      square += weight * weight;
    }
    const double scale = square > 0 ? 1 / math::sqrt(square) : 0;
    for (std::int32_t tag : tags.tags_of(i))
      entries.push_back({i, tag, weights[static_cast<std::size_t>(tag)] * scale});
  }
  return entries;
}

}  // namespace

TagSpace::TagSpace(const TagIndex& tags, Index documents, Index dimensions) : dimensions_(dimensions) {
  const std::vector<TagNumber> entries = weighted(tags, documents);
  Columns directions(dimensions, tags.size()), places(dimensions, documents);
  Random random(0, Stream::weights);
  for (Index tag = 0; tag < tags.size(); ++tag)
    for (Index k = 0; k < dimensions; ++k) directions[k][tag] = random.normal();
  for (int round = 0;; ++round) {
    make_orthonormal(directions);
    std::fill(places.numbers.begin(), places.numbers.end(), 0.0);
    for (Index k = 0; k < dimensions; ++k)
      for (const TagNumber& each : entries) places[k][each.document] += each.number * directions[k][each.tag];
    if (round == rounds) break;
    std::fill(directions.numbers.begin(), directions.numbers.end(), 0.0);
    for (Index k = 0; k < dimensions; ++k)
      for (const TagNumber& each : entries) directions[k][each.tag] += each.number * places[k][each.document];
  }
  for (std::int32_t i = 0; i < documents; ++i) {
    double square = 0;
    for (Index k = 0; k < dimensions; ++k) square += places[k][i] * places[k][i];
    lengths_.push_back(math::sqrt(square));
    if (has_place(i)) placed_.push_back(i);
    for (Index k = 0; k < dimensions; ++k)
      places_.push_back(has_place(i) ? places[k][i] / lengths_.back() : places[k][i]);
  }
}

double TagSpace::distance(std::int32_t a, std::int32_t b) const {
  double square = 0;
  for (Index k = 0; k < dimensions_; ++k) {
    const double part =
        places_[static_cast<std::size_t>(a * dimensions_ + k)] - places_[static_cast<std::size_t>(b * dimensions_ + k)];
    square += part * part;
  }
  return math::sqrt(square);
}

}  // namespace loss_playground
