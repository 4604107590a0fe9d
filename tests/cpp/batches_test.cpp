// SPDX-License-Identifier: MIT
#include "training/batches.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace loss_playground::tests {
namespace {

std::vector<std::int32_t> epoch_rows(Batches& batches, std::int64_t first, std::int64_t last) {
  std::vector<std::int32_t> rows;
  for (std::int64_t step = first; step <= last; ++step) {
    const auto& batch = batches.rows(step);
    rows.insert(rows.end(), batch.begin(), batch.end());
  }
  return rows;
}

}  // namespace

TEST_CASE("batches: each epoch visits every row once, the last batch is smaller, and orders differ") {
  Batches batches(1, 10, 4, {});
  CHECK(batches.rows(3).size() == 2);
  auto first = epoch_rows(batches, 1, 3), second = epoch_rows(batches, 4, 6);
  CHECK(first != second);
  CHECK(batches.epoch() == 1);
  CHECK(epoch_rows(batches, 1, 3) == first);
  CHECK(batches.epoch() == 0);
  for (auto* rows : {&first, &second}) {
    std::sort(rows->begin(), rows->end());
    CHECK(*rows == std::vector<std::int32_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  }
}

TEST_CASE("batches: at every size each epoch visits every row once, whatever was asked for before") {
  for (Index rows : {1, 2, 7, 64, 65}) {
    for (Index size : {1, 3, 7, 64}) {
      CAPTURE(rows);
      CAPTURE(size);
      Batches batches(3, rows, size, {}), asked(3, rows, size, {});
      const std::int64_t steps = (rows + batches.size() - 1) / batches.size();
      for (std::int64_t epoch = 0; epoch < 3; ++epoch) {
        std::vector<int> visits(static_cast<std::size_t>(rows));
        for (std::int64_t step = epoch * steps + 1; step <= (epoch + 1) * steps; ++step) {
          const auto batch = batches.rows(step);
          CHECK(batches.epoch() == epoch);
          const bool last = step == (epoch + 1) * steps;
          CHECK(static_cast<Index>(batch.size()) == (last ? rows - (steps - 1) * batches.size() : batches.size()));
          for (std::int32_t row : batch) ++visits[static_cast<std::size_t>(row)];
          asked.rows(step + 5 * steps);
          const auto again = asked.rows(step);
          CHECK(std::equal(again.begin(), again.end(), batch.begin(), batch.end()));
        }
        CHECK(visits == std::vector<int>(static_cast<std::size_t>(rows), 1));
      }
    }
  }
}

TEST_CASE("batches: a batch larger than the set is the whole set") {
  Batches batches(1, 5, 100, {});
  CHECK(batches.rows(1).size() == 5);
  CHECK(batches.rows(2).size() == 5);
  CHECK(batches.epoch() == 1);
}

TEST_CASE("batches: a triplet's positive is another row of the anchor's class, its negative of another class") {
  const std::vector<double> labels{0, 1, 2, 0, 1, 2, 0, 1, 1, 0};
  const ClassRows classes(labels);
  Batches batches(9, 10, 3, {&classes, 3});
  const auto label = [&](std::int32_t row) { return labels[static_cast<std::size_t>(row)]; };
  std::vector<int> negatives(10);
  for (std::int64_t step = 1; step <= 400; ++step) {
    const auto rows = batches.rows(step);
    REQUIRE(rows.size() % 3 == 0);
    for (std::size_t i = 0; i < rows.size(); i += 3) {
      CHECK(label(rows[i]) == label(rows[i + 1]));
      CHECK(rows[i] != rows[i + 1]);
      CHECK(label(rows[i]) != label(rows[i + 2]));
      ++negatives[static_cast<std::size_t>(rows[i + 2])];
    }
  }
  for (int count : negatives) CHECK(count > 0);
}

TEST_CASE("batches: a row alone in its class is its own positive") {
  const ClassRows classes({0, 1, 1});
  Random random(1, Stream::triplets);
  for (int i = 0; i < 20; ++i) {
    const auto [positive, negative] = classes.draw(0, random);
    CHECK(positive == 0);
    CHECK(negative > 0);
  }
}

}  // namespace loss_playground::tests
