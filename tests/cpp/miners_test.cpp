// SPDX-License-Identifier: MIT
// Which triplets each miner picks, on batches small enough to be computed by hand.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/random.hpp"
#include "distances/any_distance.hpp"
#include "miners/miner.hpp"
#include "tolerances.hpp"

namespace loss_playground::tests {
namespace {

struct Batch {
  /// Numbers of a row.
  std::size_t width;
  std::vector<double> points, labels;
};

template <class T = double>
Triplets mine(const Spec& spec, const Batch& batch, std::uint64_t seed = 1) {
  const std::vector<T> points(batch.points.begin(), batch.points.end()),
      labels(batch.labels.begin(), batch.labels.end());
  std::vector<T> scratch(labels.size());
  Random random(seed, Stream::triplets);
  Triplets triplets;
  const View<const T> rows{points.data(), static_cast<Index>(labels.size()), static_cast<Index>(batch.width)};
  (*make_miner<T>(spec))({rows, labels.data(), scratch.data(), random}, triplets);
  return triplets;
}

Spec by(const char* miner, const char* distance) { return {miner, {{"distance", std::string(distance)}}}; }

/// The triplets of one anchor.
Triplets of_anchor(std::int32_t anchor, const Triplets& triplets) {
  Triplets own;
  for (std::size_t i = 0; i < triplets.size(); i += 3)
    if (triplets[i] == anchor)
      own.insert(own.end(), triplets.begin() + static_cast<std::ptrdiff_t>(i),
                 triplets.begin() + static_cast<std::ptrdiff_t>(i) + 3);
  return own;
}

/// Two classes of two, and one row without a positive, at 0, 3 · 1, 7 · 4.5.
const Batch line{1, {0, 3, 1, 7, 4.5}, {4, 4, 9, 9, 2}};

/// From the first row, positives are 3, √8 and √1.25 away, by axes 3, 4 and 1.5, by cosine 0, 0.168 and 1;
/// negatives 2, 1.84 and 8, by axes 2, 2.6 and 8, by cosine 0.553, 0.129 and 0.
const Batch plane{2, {1, 0, 4, 0, 3, 2, 0, 0.5, 1, -2, 2.3, 1.3, 9, 0}, {5, 5, 5, 5, 1, 1, 1}};

const char* const straight[] = {"euclidean", "squared_euclidean", "manhattan"};
const char* const metrics[] = {"euclidean", "squared_euclidean", "cosine", "manhattan"};

/// Every miner of the catalog but `random`, with each distance that it may measure with.
std::vector<Spec> all_miners() {
  std::vector<Spec> specs;
  for (const Entry& entry : miner_entries()) {
    const std::string id = entry.descriptor->id;
    if (!make_miner<double>(Spec{id, {}})) continue;
    for (const char* distance : metrics) specs.push_back(by(entry.descriptor->id, distance));
  }
  return specs;
}

/// The share of draws in which the first anchor got a negative.
double share_of(std::int32_t negative, const ParameterValues& params, const Batch& batch) {
  constexpr int draws = 4000;
  int drawn = 0;
  for (std::uint64_t seed = 0; seed < draws; ++seed)
    drawn += mine({"distance_weighted", params}, batch, seed)[2] == negative;
  return drawn / double{draws};
}

/// An anchor, its positive, and negatives at the distances 1, 0.3 and 2, all of length 10.
Batch sphere(std::size_t width) {
  Batch batch{width, std::vector<double>(5 * width), {0, 0, 1, 1, 1}};
  const double cosines[] = {1, 1, 0.5, 0.955, -1};
  for (std::size_t i = 0; i < 5; ++i) {
    batch.points[i * width] = 10 * cosines[i];
    batch.points[i * width + 1] = 10 * math::sqrt(1 - cosines[i] * cosines[i]);
  }
  return batch;
}

}  // namespace

TEST_CASE("all: each anchor with each positive and each negative") {
  CHECK(mine({"all", {}}, line) == Triplets{0, 1, 2, 0, 1, 3, 0, 1, 4, 1, 0, 2, 1, 0, 3, 1, 0, 4,
                                            2, 3, 0, 2, 3, 1, 2, 3, 4, 3, 2, 0, 3, 2, 1, 3, 2, 4});
}

TEST_CASE("batch_hard: the farthest positive and the nearest negative of each anchor") {
  for (const char* distance : straight) {
    CAPTURE(distance);
    CHECK(mine(by("batch_hard", distance), line) == Triplets{0, 1, 2, 1, 0, 4, 2, 3, 0, 3, 2, 4});
  }
}

TEST_CASE("batch_hard: what is far depends on the distance") {
  const auto hardest = [](const char* distance) { return of_anchor(0, mine(by("batch_hard", distance), plane)); };
  CHECK(hardest("euclidean") == Triplets{0, 1, 5});
  CHECK(hardest("squared_euclidean") == Triplets{0, 1, 5});
  CHECK(hardest("cosine") == Triplets{0, 3, 6});
  CHECK(hardest("manhattan") == Triplets{0, 2, 4});
}

TEST_CASE("semi_hard: the nearest negative beyond each positive, else the farthest") {
  for (const char* distance : straight) {
    CAPTURE(distance);
    CHECK(mine(by("semi_hard", distance), line) == Triplets{0, 1, 4, 1, 0, 3, 2, 3, 4, 3, 2, 0});
  }
}

TEST_CASE("semi_hard: what is beyond depends on the distance") {
  const auto picked = [](const char* distance) { return of_anchor(0, mine(by("semi_hard", distance), plane)); };
  CHECK(picked("euclidean") == Triplets{0, 1, 6, 0, 2, 6, 0, 3, 5});
  CHECK(picked("squared_euclidean") == Triplets{0, 1, 6, 0, 2, 6, 0, 3, 5});
  CHECK(picked("cosine") == Triplets{0, 1, 5, 0, 2, 4, 0, 3, 4});
  CHECK(picked("manhattan") == Triplets{0, 1, 6, 0, 2, 6, 0, 3, 4});
}

TEST_CASE("semi_hard: a negative as far as the positive is not beyond it") {
  const Batch tie{1, {0, 2, 2, 5, 5}, {0, 0, 1, 1, 2}};
  CHECK(of_anchor(0, mine(by("semi_hard", "manhattan"), tie)) == Triplets{0, 1, 3});
}

TEST_CASE("batch_hard: at a tie the first row") {
  const Batch ties{1, {0, 4, 4, 1, 1, 1}, {0, 0, 0, 1, 1, 2}};
  for (const char* distance : straight)
    CHECK(of_anchor(0, mine(by("batch_hard", distance), ties)) == Triplets{0, 1, 3});
}

TEST_CASE("semi_hard: at a tie the first row") {
  const Batch ties{1, {0, 4, 6, 6, 1}, {0, 0, 1, 1, 2}};
  const Batch nearer{1, {0, 4, 3, 3, 1}, {0, 0, 1, 1, 2}};
  for (const char* distance : straight) {
    CHECK(of_anchor(0, mine(by("semi_hard", distance), ties)) == Triplets{0, 1, 2});
    CHECK(of_anchor(0, mine(by("semi_hard", distance), nearer)) == Triplets{0, 1, 2});
  }
}

TEST_CASE("batch_hard, semi_hard: of points that are all the same the first rows") {
  const Batch same{2, {3, 1, 3, 1, 3, 1, 3, 1}, {0, 1, 0, 1}};
  for (const char* distance : metrics)
    for (const char* miner : {"batch_hard", "semi_hard"})
      CHECK(mine(by(miner, distance), same) == Triplets{0, 2, 1, 1, 3, 0, 2, 0, 1, 3, 1, 0});
}

TEST_CASE("distance_weighted: negatives are drawn by their weights on the sphere") {
  // The weight of distance 0.5, as which 0.3 counts, over the sum of it and that of distance 1.
  const struct {
    std::size_t dimensions;
    double share;
  } known[] = {{2, 0.52786}, {3, 0.66667}, {4, 0.78154}, {5, 0.86486}};
  for (const auto& one : known) {
    CAPTURE(one.dimensions);
    CHECK(std::abs(share_of(3, {}, sphere(one.dimensions)) - one.share) < 0.025);
    CHECK(share_of(4, {}, sphere(one.dimensions)) == 0);
  }
}

TEST_CASE("distance_weighted: cutoff and farthest are where they are set") {
  CHECK(std::abs(share_of(3, {{"cutoff", 1.0}}, sphere(4)) - 0.5) < 0.025);
  CHECK(share_of(3, {{"farthest", 0.9}}, sphere(4)) == 1);
  // The opposite point, whose distance counts as a little less than 2.
  CHECK(std::abs(share_of(4, {{"farthest", 2.0}}, sphere(4)) - 0.97934) < 0.01);
}

TEST_CASE("distance_weighted: where all negatives are too far, and where all points are the same, any may be drawn") {
  const Batch same{3, {1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3}, {0, 0, 1, 1, 1}};
  for (std::int32_t negative : {2, 3, 4}) {
    CHECK(std::abs(share_of(negative, {{"farthest", 0.2}}, sphere(3)) - 1.0 / 3) < 0.025);
    CHECK(std::abs(share_of(negative, {}, same) - 1.0 / 3) < 0.025);
  }
}

TEST_CASE("distance_weighted: one triplet for each anchor and positive") {
  const Triplets triplets = mine({"distance_weighted", {}}, plane);
  REQUIRE(triplets.size() == 3 * (4 * 3 + 3 * 2));
  for (std::int32_t positive : {1, 2, 3}) CHECK(triplets[static_cast<std::size_t>(3 * positive - 2)] == positive);
}

TEST_CASE("miners: a batch of nothing, one row, one class or no two alike gives no triplet") {
  const Batch batches[] = {{2, {}, {}},
                           {2, {1, 2}, {3}},
                           {2, {1, 2, 3, 4, 5, 6}, {7, 7, 7}},
                           {2, {1, 2, 3, 4, 5, 6}, {7, 8, 9}},
                           {2, {0, 0, 0, 0, 0, 0}, {7, 7, 7}}};
  for (const Spec& spec : all_miners())
    for (const Batch& batch : batches) {
      CAPTURE(spec.id);
      CHECK(mine(spec, batch).empty());
      CHECK(mine<float>(spec, batch).empty());
    }
}

TEST_CASE("miners: triplets are of an anchor, another of its class and one of another, no more than there may be") {
  Random random(3, Stream::check);
  for (const Spec& spec : all_miners()) {
    CAPTURE(spec.id);
    for (std::size_t rows = 2; rows < 14; ++rows) {
      Batch batch{3, {}, {}};
      for (std::size_t i = 0; i < 3 * rows; ++i) batch.points.push_back(random.normal());
      for (std::size_t i = 0; i < rows; ++i) batch.labels.push_back(static_cast<double>(i % (1 + rows / 3)));
      const Triplets triplets = mine(spec, batch);
      CHECK(mine<float>(spec, batch).size() == triplets.size());
      const std::int64_t most = make_miner<double>(spec)->most_triplets(static_cast<Index>(rows));
      CHECK(static_cast<Index>(triplets.size()) / 3 <= most);
      for (std::size_t i = 0; i < triplets.size(); i += 3) {
        const auto label = [&](std::size_t k) { return batch.labels[static_cast<std::size_t>(triplets[i + k])]; };
        CHECK(triplets[i] != triplets[i + 1]);
        CHECK(label(0) == label(1));
        CHECK(label(0) != label(2));
      }
    }
  }
}

TEST_CASE("miners: each says how many triplets a batch may give, since memory for them is kept") {
  const auto most = [](const char* id) { return make_miner<double>(Spec{id, {}})->most_triplets(8); };
  // Two classes of four: 8 anchors, 3 positives, 4 negatives.
  CHECK(most("all") == 128);
  CHECK(most("batch_hard") == 8);
  CHECK(most("semi_hard") == 56);
  CHECK(most("distance_weighted") == 56);
}

TEST_CASE("distances: of points whose distances are whole numbers") {
  const double a[] = {1, 2}, b[] = {4, 6}, c[] = {3, 0}, d[] = {3, 4};
  CHECK(near(AnyDistance{0}(a, b, 2), 5, 1e-6));
  CHECK(AnyDistance{1}(a, b, 2) == 25);
  CHECK(near(AnyDistance{2}(c, d, 2), 0.4, double_tolerance));
  CHECK(AnyDistance{3}(a, b, 2) == 7);
}

}  // namespace loss_playground::tests
