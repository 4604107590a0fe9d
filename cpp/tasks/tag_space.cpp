// SPDX-License-Identifier: MIT
#include "tasks/tag_space.hpp"

namespace loss_playground {

namespace {

constexpr int rounds = 60;

/// Rows of numbers, all of one length.
struct Table {
  Index columns;
  std::vector<double> numbers;

  Table(Index rows, Index width) : columns(width), numbers(static_cast<std::size_t>(rows * width)) {}
  Index rows() const { return static_cast<Index>(numbers.size()) / columns; }
  double* row(Index i) { return numbers.data() + i * columns; }
  const double* row(Index i) const { return numbers.data() + i * columns; }
};

double dot_of_columns(const Table& table, Index a, Index b) {
  double sum = 0;
  for (Index i = 0; i < table.rows(); ++i) sum += table.row(i)[a] * table.row(i)[b];
  return sum;
}

/// Makes the columns orthonormal, one after the other (Gram and Schmidt, each twice, for rounding).
void make_orthonormal(Table& table) {
  for (Index a = 0; a < table.columns; ++a) {
    for (Index b = 0; b < 2 * a; ++b) {
      const double along = dot_of_columns(table, a, b % a);
      for (Index i = 0; i < table.rows(); ++i) table.row(i)[a] -= along * table.row(i)[b % a];
    }
    const double length = math::sqrt(dot_of_columns(table, a, a));
    for (Index i = 0; i < table.rows() && length > 0; ++i) table.row(i)[a] /= length;
  }
}

}  // namespace

TagSpace::TagSpace(const TagIndex& tags, Index documents, Index dimensions) : dimensions_(dimensions) {
  std::vector<double> scales;
  const auto weight = [&](std::int32_t tag) {
    return math::log(static_cast<double>(documents) / static_cast<double>(tags.documents_with(tag).size()));
  };
  for (std::int32_t i = 0; i < documents; ++i) {
    double square = 0;
    for (std::int32_t tag : tags.tags_of(i)) square += weight(tag) * weight(tag);
    scales.push_back(square > 0 ? 1 / math::sqrt(square) : 0);
  }
  const auto each_number = [&](auto use) {
    for (std::int32_t i = 0; i < documents; ++i)
      for (std::int32_t tag : tags.tags_of(i)) use(i, tag, weight(tag) * scales[static_cast<std::size_t>(i)]);
  };
  Table directions(tags.size(), dimensions), places(documents, dimensions);
  Random random(0, Stream::weights);
  for (double& number : directions.numbers) number = random.normal();
  for (int round = 0;; ++round) {
    make_orthonormal(directions);
    std::fill(places.numbers.begin(), places.numbers.end(), 0.0);
    each_number([&](Index document, Index tag, double number) {
      for (Index k = 0; k < dimensions; ++k) places.row(document)[k] += number * directions.row(tag)[k];
    });
    if (round == rounds) break;
    std::fill(directions.numbers.begin(), directions.numbers.end(), 0.0);
    each_number([&](Index document, Index tag, double number) {
      for (Index k = 0; k < dimensions; ++k) directions.row(tag)[k] += number * places.row(document)[k];
    });
  }
  for (std::int32_t i = 0; i < documents; ++i) {
    double square = 0;
    for (Index k = 0; k < dimensions; ++k) square += places.row(i)[k] * places.row(i)[k];
    lengths_.push_back(math::sqrt(square));
    if (!has_place(i)) continue;
    placed_.push_back(i);
    for (Index k = 0; k < dimensions; ++k) places.row(i)[k] /= lengths_.back();
  }
  places_ = std::move(places.numbers);
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
