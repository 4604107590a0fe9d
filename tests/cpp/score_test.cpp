// SPDX-License-Identifier: MIT
// Recall@1 against rows that are compared one by one.
#include "training/score.hpp"

#include <doctest/doctest.h>

#include "core/random.hpp"

namespace loss_playground::tests {

TEST_CASE("nearest_hits: as many as one by one, the first of equally near rows, for any number of rows") {
  Random random(20261130, Stream::check);
  MESSAGE("seed 20261130");
  for (const Index rows : {1, 2, 3, 4, 5, 9, 60, 131}) {
    for (const Index columns : {1, 2, 7}) {
      CAPTURE(rows);
      CAPTURE(columns);
      const Panel<float> none{nullptr, columns, rows, panel_stride<float>(rows)};
      std::vector<float> numbers(static_cast<std::size_t>(none.size()));
      const Panel<float> panel{numbers.data(), columns, rows, none.stride};
      std::vector<double> labels;
      // Few places, so that many rows are equally near or the same.
      for (Index i = 0; i < rows; ++i) {
        labels.push_back(random.below(3));
        for (Index k = 0; k < columns; ++k) panel.feature(k)[i] = static_cast<float>(random.below(4));
      }
      Index hits = 0;
      for (Index i = 0; i < rows; ++i) {
        float nearest = std::numeric_limits<float>::infinity();
        Index found = i;
        for (Index j = 0; j < rows; ++j) {
          float distance = 0;
          for (Index k = 0; k < columns; ++k) {
            const float part = panel.feature(k)[i] - panel.feature(k)[j];
            distance += part * part;
          }
          if (j == i || !(distance < nearest)) continue;
          nearest = distance;
          found = j;
        }
        hits += found != i && labels[static_cast<std::size_t>(found)] == labels[static_cast<std::size_t>(i)];
      }
      const Index half = rows / 2;
      CHECK(nearest_hits(panel.read_only(), labels, 0, half) + nearest_hits(panel.read_only(), labels, half, rows) ==
            hits);
    }
  }
}

}  // namespace loss_playground::tests
