// SPDX-License-Identifier: MIT
// Lists of relevances and pairs with a distance: their data, their losses and how they are judged.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine.hpp"
#include "search/ranking_scores.hpp"
#include "small_corpus.hpp"
#include "tasks/embedding_distance.hpp"
#include "tasks/emoji_lists.hpp"
#include "tasks/relevance.hpp"
#include "tasks/tag_space.hpp"
#include "training/loss_feed.hpp"

namespace loss_playground::tests {
namespace {

std::vector<Document> corpus() {
  Error error;
  auto documents = read_emoji(bytes_of(small_corpus), error);
  REQUIRE_FALSE(error);
  return documents;
}

Experiment small_ranking(const char* loss) {
  Experiment experiment = Relevance::experiment();
  experiment.task.params = {{"buckets", 64.0}, {"dimensions", 4.0}, {"documents", 5.0}, {"test_fraction", 0.3}};
  experiment.model.params = {{"embedding", 3.0}};
  experiment.loss = {loss, {}};
  experiment.batch_size = 6;
  experiment.single_precision = false;
  return experiment;
}

View<const double> row(const std::vector<double>& numbers) {
  return {numbers.data(), 1, static_cast<Index>(numbers.size())};
}

}  // namespace

TEST_CASE("ndcg_at_10: worked by hand, with equal scores in the order of the list") {
  const std::vector<double> relevances = {0, 1, 0.5}, best = {-1, 9, 3}, worst = {3, -1, 2}, equal = {7, 7, 7};
  const double half = math::sqrt(2.0) - 1, second = 1 / 1.5849625007211562;
  const double whole = 1 + half * second;
  CHECK(ndcg_at_10(row(best), row(relevances)) == doctest::Approx(1).epsilon(1e-14));
  CHECK(ndcg_at_10(row(worst), row(relevances)) == doctest::Approx((half * second + 0.5) / whole).epsilon(1e-14));
  CHECK(ndcg_at_10(row(equal), row(relevances)) == doctest::Approx((second + half / 2) / whole).epsilon(1e-14));
  CHECK(ndcg_at_10(row(equal), row({0, 0, 0})) == 1);
}

TEST_CASE("ndcg_at_10: only the first ten places count") {
  std::vector<double> relevances(12, 0), scores;
  relevances[11] = 1;
  for (int i = 0; i < 12; ++i) scores.push_back(12 - i);
  CHECK(ndcg_at_10(row(scores), row(relevances)) == 0);
  scores[11] = 3.5;
  CHECK(ndcg_at_10(row(scores), row(relevances)) == doctest::Approx(1 / 3.4594316186372973).epsilon(1e-14));
}

TEST_CASE("spearman: 1 in the same order, -1 in the other; equal numbers share their rank") {
  CHECK(spearman(row({1, 5, 90}), row({0.1, 0.2, 0.3})) == doctest::Approx(1));
  CHECK(spearman(row({9, 5, -1}), row({0.1, 0.2, 0.3})) == doctest::Approx(-1));
  // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3.
  CHECK(spearman(row({1, 4, 4, 8}), row({1, 2, 3, 4})) == doctest::Approx(4.5 / math::sqrt(4.5 * 5)));
  CHECK(spearman(row({2, 2, 2}), row({1, 2, 3})) == 0);
}

TEST_CASE("tag index: overlaps as shared tags of all, and neighbors that share one") {
  const TagIndex tags(corpus());
  CHECK(tags.documents_with("pet") == std::vector<std::int32_t>{2, 3});
  CHECK(tags.overlap(2, 3) == doctest::Approx(2.0 / 6));
  CHECK(tags.overlap(0, 5) == 0);
  CHECK(tags.neighbors(2, "puppy") == std::vector<std::int32_t>{3});
  CHECK(tags.neighbors(5).empty());
}

TEST_CASE("relevance: 1 for a tag of the emoji, else the largest overlap; a pair of tag and emoji is in one part") {
  Error error;
  const auto data = std::get<ListData>(Relevance{0, 0.3, 5, 4, 64}.make({7, bytes_of(small_corpus)}, error));
  REQUIRE_FALSE(error);
  const auto documents = corpus();
  const TagIndex tags(documents);
  const SearchTexts split = split_tags(documents, 0.3, 64, 7);
  CHECK(data.train_rows == static_cast<Index>(split.train.size()));
  CHECK(data.rows() == static_cast<Index>(split.train.size() + split.test.size()));
  std::set<std::pair<std::string, Index>> unseen;
  for (const Query& query : split.test) unseen.insert({query.text, query.document});
  // The words of the unseen rows are those of split_tags(), in order; whose emoji stands anywhere in its list.
  for (std::size_t k = 0; k < split.test.size(); ++k) {
    const std::size_t row = static_cast<std::size_t>(data.train_rows) + k;
    bool own = false;
    for (std::size_t j = 0; j < 5; ++j) {
      const std::int32_t document = data.numbers[row * 6 + 1 + j];
      const std::string& tag = split.test[k].text;
      double expected = tags.has(document, tag) ? 1 : 0;
      for (std::int32_t other : tags.documents_with(tag))
        if (expected < 1) expected = std::max(expected, tags.overlap(document, other));
      CHECK(data.targets[row * 5 + j] == expected);
      if (expected == 1) CHECK(unseen.count({tag, document}) == 1);
      own = own || document == split.test[k].document;
    }
    CHECK(own);
  }
}

TEST_CASE("relevance: with every loss that fits, the gradient agrees with central differences to 1e-6") {
  int fitting = 0;
  for (const Entry& entry : loss_entries()) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    Error error;
    const auto run = make_run(small_ranking(id.c_str()), {1, bytes_of(small_corpus)}, error);
    const Target target = find_loss(id)->target;
    CHECK(bool(run) == (target == Target::real || target == Target::list || target == Target::order));
    if (!run) continue;
    ++fitting;
    run->advance(2);
    CHECK(run->gradient_check(0).max_relative_error <= 1e-6);
    const Metrics metrics = run->advance(3);
    CHECK(math::is_finite(metrics[Metric::test_cost]));
    CHECK((metrics[Metric::test_score] > 0 && metrics[Metric::test_score] <= 1));
    CHECK(math::is_finite(metrics[Metric::r_squared]));
    CHECK(math::abs(metrics[Metric::spearman]) <= 1);
  }
  CHECK(fitting >= 4);
}

TEST_CASE("margin ranking in a list: each pair of different relevances once, as its own call would have it") {
  Experiment experiment = small_ranking("margin_ranking_loss");
  experiment.loss.params = {{"margin", 0.2}};
  Examples<double> examples;
  examples.form.outputs = 4;
  LossFeed<double> feed(experiment, examples, 2);
  const std::vector<double> scores = {0.35, 0.1, 0.9, 0.2, 1, 2, 3, 4}, relevances = {1, 0, 0.5, 0.5, 0, 0, 0, 0};
  std::vector<double> values(2), slopes(8, 99);
  const auto total =
      feed.ordered({scores.data(), 2, 4}, {relevances.data(), 2, 4}, values.data(), {slopes.data(), 2, 4});
  // Pairs (0,1), (0,2), (0,3), (2,1), (3,1): lacking 0, 0.75, 0.05, 0, 0.1; the second list has none.
  CHECK(total.divisor == 5);
  CHECK(total.sum == doctest::Approx(0.9));
  CHECK(total.active == 3);
  CHECK(values[0] == doctest::Approx(0.9));
  CHECK(values[1] == 0);
  const std::vector<double> expected = {-0.4, 0.2, 0.2, 0.0, 0, 0, 0, 0};
  for (std::size_t i = 0; i < 8; ++i) CHECK(slopes[i] == doctest::Approx(expected[i]));
}

TEST_CASE("tag space: with a number a tag nothing is lost, so distances are those of the weighed tags themselves") {
  const auto documents = corpus();
  const TagIndex tags(documents);
  const TagSpace space(tags, 8, 8);
  CHECK(space.placed().size() == 8);
  const auto number = [&](std::size_t document, std::int32_t tag) {
    const auto weight = [&](std::int32_t any) {
      return std::log(8 / static_cast<double>(tags.documents_with(any).size()));
    };
    double square = 0, own = 0;
    for (std::int32_t any : tags.tags_of(static_cast<std::int32_t>(document))) {
      square += weight(any) * weight(any);
      if (any == tag) own = weight(any);
    }
    return own / std::sqrt(square);
  };
  for (std::size_t a = 0; a < documents.size(); ++a)
    for (std::size_t b = 0; b < documents.size(); ++b) {
      double square = 0;
      for (std::int32_t tag = 0; tag < tags.size(); ++tag)
        square += (number(a, tag) - number(b, tag)) * (number(a, tag) - number(b, tag));
      CHECK(space.distance(static_cast<std::int32_t>(a), static_cast<std::int32_t>(b)) ==
            doctest::Approx(std::sqrt(square)).epsilon(1e-9));
    }
}

TEST_CASE("tag space: the first direction is that of the most weight; whatever has nothing of it has no place") {
  // Dog and cat share two tags, no others share any.
  const TagIndex tags(corpus());
  const TagSpace space(tags, 8, 1);
  CHECK(space.placed() == std::vector<std::int32_t>{2, 3});
  CHECK(space.distance(2, 3) == doctest::Approx(0));
  CHECK_FALSE(space.has_place(5));
}

TEST_CASE("embedding distance: the teacher's distances; what is unseen, pairs or emoji, is in no training row") {
  const auto documents = corpus();
  const TagSpace teacher(TagIndex(documents), 8, 8);
  for (auto aside : {EmbeddingDistance::SetAside::pairs, EmbeddingDistance::SetAside::emoji}) {
    Error error;
    const auto data =
        std::get<PairData>(EmbeddingDistance{aside, 8, 20, 0.4, 4, 64}.make({3, bytes_of(small_corpus)}, error));
    REQUIRE_FALSE(error);
    std::set<std::pair<std::int32_t, std::int32_t>> seen, unseen;
    std::set<std::int32_t> known;
    for (Index i = 0; i < data.rows(); ++i) {
      const std::int32_t a = data.numbers[static_cast<std::size_t>(2 * i)];
      const std::int32_t b = data.numbers[static_cast<std::size_t>(2 * i + 1)];
      CHECK(a != b);
      (i < data.train_rows ? seen : unseen).insert({std::min(a, b), std::max(a, b)});
      if (i < data.train_rows) known.insert({a, b});
      CHECK(data.targets[static_cast<std::size_t>(i)] == teacher.distance(a, b));
    }
    CHECK_FALSE(unseen.empty());
    for (const auto& pair : unseen) {
      CHECK(seen.count(pair) == 0);
      if (aside == EmbeddingDistance::SetAside::emoji) CHECK(known.count(pair.first) + known.count(pair.second) == 0);
    }
  }
}

TEST_CASE("embedding distance: the gradient agrees with central differences to 1e-6; a tiny corpus is refused") {
  Experiment experiment = EmbeddingDistance::experiment();
  experiment.task.params = {{"teacher_dimensions", 8.0}, {"buckets", 64.0}, {"dimensions", 4.0}, {"examples", 20.0}};
  experiment.model.params = {{"embedding", 3.0}, {"head", "distance"}};
  experiment.single_precision = false;
  Error error, tiny;
  const auto run = make_run(experiment, {1, bytes_of(small_corpus)}, error);
  REQUIRE_FALSE(error);
  CHECK(run->gradient_check(0).max_relative_error <= 1e-6);
  make_run(experiment, {1, bytes_of("😀\t0\tface\tsmile\n🐕\t3\tdog\tpet")}, tiny);
  CHECK(tiny.path == "task.params.examples");
}

}  // namespace loss_playground::tests
