// SPDX-License-Identifier: MIT
// A search on the user's own pairs: how they are read, split and refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine.hpp"
#include "search/search_view.hpp"
#include "tasks/custom_search.hpp"

namespace loss_playground::tests {
namespace {

SearchData made_of(const std::string& pairs, Error& error, double test_fraction = 0.2, std::uint64_t seed = 1) {
  CustomSearch task;
  task.pairs = pairs;
  task.test_fraction = test_fraction;
  Dataset made = task.make({seed, {}}, error);
  return error ? SearchData{} : std::get<SearchData>(std::move(made));
}

/// Pairs of a number of documents with as many queries each.
std::string numbered(int documents, int queries) {
  std::string pairs;
  for (int d = 0; d < documents; ++d)
    for (int q = 0; q < queries; ++q)
      pairs += "query " + std::to_string(q) + " of " + std::to_string(d) + "\tdocument " + std::to_string(d) + "\n";
  return pairs;
}

}  // namespace

TEST_CASE("own search: equal documents are one, and equal pairs count once") {
  Error error;
  const SearchData data = made_of("b\tsecond one\r\n\n a \t first one \nc\tsecond one\nb\tsecond one\n", error);
  REQUIRE(!error);
  const SearchTexts& texts = *data.texts;
  REQUIRE(texts.documents.size() == 2);
  CHECK(texts.documents[0].text == "first one");
  CHECK(texts.documents[1].text == "second one");
  CHECK(texts.documents[0].mark.empty());
  CHECK(std::string(texts.documents[0].group).empty());
  CHECK(texts.train.size() + texts.test.size() == 3);
  CHECK(data.train_rows == static_cast<Index>(2 + texts.train.size()));
  CHECK(data.documents.size() == 5);
}

TEST_CASE("own search: control characters and further tabs are white space") {
  Error error;
  const SearchData data = made_of("a\x01 b\tc\td\x7F\nx\ty", error);
  REQUIRE(!error);
  CHECK(data.texts->documents[0].text == "c d");
  std::multiset<std::string> queries;
  for (const auto* part : {&data.texts->train, &data.texts->test})
    for (const Query& query : *part) queries.insert(query.text);
  CHECK(queries == std::multiset<std::string>{"a  b", "x"});
}

TEST_CASE("own search: the share of pairs is held out by the seed, at least one, and some are left to learn from") {
  for (const int queries : {1, 3})
    for (const double fraction : {0.05, 0.2, 0.9})
      for (const int documents : {2, 3, 10}) {
        Error error;
        const SearchData data = made_of(numbered(documents, queries), error, fraction);
        REQUIRE(!error);
        const auto all = static_cast<double>(documents * queries);
        const auto test = static_cast<double>(data.texts->test.size());
        CHECK(test == std::clamp(static_cast<double>(static_cast<int>(fraction * all + 0.5)), 1.0, all - 1));
        CHECK(static_cast<double>(data.texts->train.size()) == all - test);
        CHECK(data.texts->documents.size() == static_cast<std::size_t>(documents));
      }
  Error error;
  std::set<std::string> first;
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    first.insert(made_of(numbered(10, 1), error, 0.1, seed).texts->test.front().text);
  CHECK(first.size() > 5);
}

TEST_CASE("own search: what cannot be used is refused with its line") {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"a\tb\nno tab", "line 2: \"\""},
      {"a\tb\n\tc", "line 2: \"\""},
      {"a\tb\n\n ?! \tc", "line 3: \"?!\""},
      {"a\tb\nc\t –", "line 2: \"–\""},
      {"", "no pair"},
      {"a\tone\nb\tone", "only one document"},
      {numbered(20'001, 1), "line 20001: pair 20001"},
      {"a\t" + std::string(1'000'000, 'x'), "a text of 1000002 characters"}};
  for (const auto& [pairs, given] : bad) {
    Error error;
    made_of(pairs, error);
    CHECK(error.path == "task.params.pairs");
    CHECK(error.given == given);
  }
}

TEST_CASE("own search: of a long document its beginning counts where many rows leave little room") {
  Error error;
  const std::string longest = "z\t" + std::string(3'000, 'a') + " end\n";
  CHECK(made_of(numbered(4, 1) + longest, error).columns == 3'000 + 1 + 4);
  const SearchData many = made_of(numbered(8'000, 1) + longest, error);
  REQUIRE(!error);
  CHECK(many.columns == 8'000'000 / (2 * 8'001));
}

TEST_CASE("own search: a run on two pairs in batches of 48 learns and finds") {
  Experiment experiment = CustomSearch::experiment();
  experiment.task.params = {{"pairs", std::string("red fruit\tapple\nyellow fruit\tbanana")}};
  Error error;
  const auto run = make_run(experiment, {experiment.seed, {}}, error);
  REQUIRE_MESSAGE(!error, error.path, error.given);
  const Metrics metrics = run->advance(20);
  CHECK(metrics[Metric::test_score] == 1);
  const auto found = run->search()->search("apple", 5, error);
  REQUIRE(found.size() == 2);
  CHECK(run->search()->texts().documents[static_cast<std::size_t>(found[0].document)].text == "apple");
}

}  // namespace loss_playground::tests
