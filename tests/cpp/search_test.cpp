// SPDX-License-Identifier: MIT
// Texts as features, the split of tags, the embedding bag, and what a run of a search task finds.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine.hpp"
#include "losses/loss.hpp"
#include "models/model.hpp"
#include "search/search_view.hpp"
#include "small_corpus.hpp"
#include "tasks/emoji_search.hpp"

namespace loss_playground::tests {
namespace {

constexpr ModelForm texts{6, 3, 11, 1, 3};
constexpr ModelForm lists{12, 3, 11, 4, 5};

std::vector<double> random_numbers(Index count, std::uint64_t index) {
  Random random(21, Stream::check, index);
  std::vector<double> numbers;
  for (Index i = 0; i < count; ++i) numbers.push_back(random.normal());
  return numbers;
}

/// Bags of features in which some come twice, some never, and some places hold none.
std::vector<double> random_bags(Index count) {
  Random random(22, Stream::check);
  std::vector<double> tokens;
  for (Index i = 0; i < count; ++i) tokens.push_back(random.below(8));
  return tokens;
}

double weighted_sum(View<const double> outputs, const std::vector<double>& weights) {
  double sum = 0;
  for (Index i = 0; i < outputs.size(); ++i) sum += outputs.data[i] * weights[static_cast<std::size_t>(i)];
  return sum;
}

/// Largest difference of the gradient from central ones, relative to the gradient's largest component.
double gradient_error(const Spec& spec, const ModelForm& form) {
  constexpr Index rows = 5;
  const auto model = make_model<double>(spec, form);
  model->reserve(rows);
  const auto tokens = random_bags(rows * form.inputs);
  const View<const double> inputs{tokens.data(), rows, form.inputs};
  auto parameters = random_numbers(model->parameter_count(), 1);
  const auto weights = random_numbers(model->forward(parameters.data(), inputs).size(), 2);
  std::copy(weights.begin(), weights.end(), model->output_gradient().data);
  std::vector<double> gradient(parameters.size(), 99);
  model->backward(parameters.data(), inputs, gradient.data());
  double worst = 0, largest = 0;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const double kept = parameters[i], step = 1e-5;
    parameters[i] = kept + step;
    const double above = weighted_sum(model->forward(parameters.data(), inputs), weights);
    parameters[i] = kept - step;
    const double below = weighted_sum(model->forward(parameters.data(), inputs), weights);
    parameters[i] = kept;
    worst = std::max(worst, math::abs(gradient[i] - (above - below) / (2 * step)));
    largest = std::max(largest, math::abs(gradient[i]));
  }
  return worst / largest;
}

Experiment small_search(const char* loss = "triplet_margin_loss", const char* miner = "random") {
  Experiment experiment = EmojiSearch::experiment();
  experiment.task.params = {{"buckets", 64.0}, {"dimensions", 4.0}, {"test_fraction", 0.3}};
  experiment.model.params = {{"embedding", 3.0}};
  experiment.loss = {loss, {}};
  experiment.miner = {miner, {}};
  experiment.batch_size = 5;
  experiment.single_precision = false;
  return experiment;
}

std::unique_ptr<Run> start(const Experiment& experiment) {
  Error error;
  auto run = make_run(experiment, {experiment.seed, bytes_of(small_corpus)}, error);
  CHECK_MESSAGE(!error, error.path, ": ", error.given, "; ", error.allowed);
  return run;
}

}  // namespace

TEST_CASE("text features: a word and its trigrams by 32-bit FNV-1a, as documented") {
  CHECK(hash_features("joy") == std::vector<std::uint32_t>{0xf28dda1au, 0x194730d6u, 0xd8d427fdu, 0x8010f852u});
}

TEST_CASE("text features: capitals, separators and characters beyond ASCII") {
  CHECK(hash_features("Flag: FRANCE") == hash_features("flag france"));
  CHECK(hash_features("Côte d’Ivoire") == hash_features("Côte d Ivoire"));
  CHECK(hash_features("né") == std::vector<std::uint32_t>{0x0c0b02c2u, 0x96e4c30du, 0x288e868au});
  CHECK(hash_features("").empty());
  CHECK(hash_features(" –!? ").empty());
  // What is no UTF-8 is taken byte by byte, and nothing is read beyond the end.
  CHECK_FALSE(hash_features("\xF0").empty());
  CHECK_FALSE(hash_features("a\xFF\x80").empty());
}

TEST_CASE("text features: those of no text to learn from are passed over; buckets count from 1") {
  KnownFeatures features(17);
  features.add("red apple");
  features.close();
  CHECK(features.encode("zzz").empty());
  CHECK(features.encode("apple zzz") == features.encode("apple"));
  const auto tokens = features.encode("red apple");
  CHECK(tokens.size() == 2 + 3 + 5);
  for (std::int32_t token : tokens) CHECK((token >= 1 && token < 17));
}

TEST_CASE("emoji search: a share of each document's tags is set aside, and each tag is in one part") {
  Error error;
  const auto documents = read_emoji(bytes_of(small_corpus), error);
  REQUIRE_FALSE(error);
  CHECK(documents.size() == 8);
  CHECK(documents[7].tags == std::vector<std::string>{"FR", "flag"});
  const SearchTexts split = split_tags(documents, 0.4, 64, 3);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    std::multiset<std::string> tags;
    std::size_t unseen = 0;
    for (const auto* part : {&split.train, &split.test})
      for (const Query& query : *part)
        if (query.document == static_cast<Index>(i)) {
          tags.insert(query.text);
          unseen += part == &split.test;
        }
    CHECK(tags == std::multiset<std::string>(documents[i].tags.begin(), documents[i].tags.end()));
    CHECK(unseen == static_cast<std::size_t>(0.4 * static_cast<double>(documents[i].tags.size()) + 0.5));
  }
}

TEST_CASE("emoji search: a damaged file is refused") {
  for (const char* bad : {"", "x", "😀\t0\tface\tsmile", "😀\t0\tface\tsmile\n😢\tten\tface\ttear", "😀\t0\tface\n🐕\t1"}) {
    Error error;
    make_dataset({"emoji_search", {}}, {1, bytes_of(bad)}, error);
    CHECK(error.path == "task.data");
  }
  Error error;
  make_dataset({"emoji_search", {}}, {1, bytes_of("😀\t0\tface\tsmile\n🐕\t3\tdog\tpet")}, error);
  CHECK(error.path == "task.params.test_fraction");
}

TEST_CASE("embedding bag: every parameter's gradient agrees with central differences to 1e-6") {
  const Spec dot{"embedding_bag", {{"embedding", 4.0}}};
  const Spec distance{"embedding_bag", {{"embedding", 4.0}, {"head", "distance"}}};
  CHECK(gradient_error(dot, texts) <= 1e-6);
  CHECK(gradient_error(dot, lists) <= 1e-6);
  CHECK(gradient_error(distance, lists) <= 1e-6);
}

TEST_CASE("embedding bag: places of length 1 that do not depend on the order of features or on empty places") {
  const auto model = make_model<double>({"embedding_bag", {{"embedding", 4.0}}}, texts);
  model->reserve(3);
  std::vector<double> parameters(static_cast<std::size_t>(model->parameter_count()), 7);
  Random random(1, Stream::weights);
  model->initialize(parameters.data(), random);
  CHECK(std::vector<double>(parameters.begin(), parameters.begin() + 4) == std::vector<double>(4, 0));
  const std::vector<double> tokens = {3, 5, 5, 0, 0, 0, 0, 5, 3, 0, 5, 0, 0, 0, 0, 0, 0, 0};
  const auto places = model->forward(parameters.data(), {tokens.data(), 3, 6});
  for (Index i = 0; i < 3; ++i) {
    double square = 0;
    for (Index k = 0; k < 3; ++k) square += places(i, k) * places(i, k);
    CHECK(square == doctest::Approx(1).epsilon(1e-14));
  }
  for (Index k = 0; k < 3; ++k) CHECK(places(0, k) == doctest::Approx(places(1, k)).epsilon(1e-14));
}

TEST_CASE("embedding bag: for texts in no order alone, and no other model reads them") {
  for (const Entry& entry : model_entries()) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    Error text_error, number_error;
    check_model({id, {}}, texts, text_error);
    check_model({id, {}}, {2, 3}, number_error);
    CHECK(bool(text_error) == (id != "embedding_bag"));
    if (id == "embedding_bag") CHECK(number_error.path == "model.id");
  }
}

TEST_CASE("emoji search: a step's rows are queries with their documents, and a random other one for a random triplet") {
  const auto mined = start(small_search("triplet_margin_loss", "batch_hard")), drawn = start(small_search());
  constexpr Index documents = 8;
  const auto targets = std::get<std::vector<double>>(mined->data(true)[1].data);
  std::multiset<std::int32_t> visited;
  for (std::int64_t step = 1; step <= (mined->facts().train_rows - documents + 4) / 5; ++step) {
    const auto pairs = mined->batch_rows(step), triplets = drawn->batch_rows(step);
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
      visited.insert(pairs[i]);
      CHECK(pairs[i + 1] == targets[static_cast<std::size_t>(pairs[i])]);
    }
    for (std::size_t i = 0; i < triplets.size(); i += 3) {
      CHECK(triplets[i] == pairs[i / 3 * 2]);
      CHECK(triplets[i + 1] == pairs[i / 3 * 2 + 1]);
      CHECK(triplets[i + 2] != triplets[i + 1]);
      CHECK((triplets[i + 2] >= 0 && triplets[i + 2] < documents));
    }
  }
  std::multiset<std::int32_t> every;
  for (Index row = documents; row < mined->facts().train_rows; ++row) every.insert(static_cast<std::int32_t>(row));
  CHECK(visited == every);
}

TEST_CASE("emoji search: with every loss that fits, the gradient agrees with central differences to 1e-6") {
  for (const Entry& entry : loss_entries()) {
    const std::string id = entry.descriptor->id;
    CAPTURE(id);
    Error error;
    const auto run = make_run(small_search(id.c_str()), {1, bytes_of(small_corpus)}, error);
    const Target target = find_loss(id)->target;
    CHECK(bool(run) == (target == Target::triplet || target == Target::pair || target == Target::batch));
    if (run) CHECK(run->gradient_check(0).max_relative_error <= 1e-6);
  }
}

TEST_CASE("emoji search: what is measured is what searching finds") {
  const auto run = start(small_search());
  const Metrics metrics = run->advance(30);
  double found_some = 0, hits = 0, reciprocal = 0;
  SearchView& view = *run->search();
  const auto& queries = view.texts().test;
  for (const Query& query : queries) {
    Error error;
    const auto found = view.search(query.text, 8, error);
    const auto own =
        std::find_if(found.begin(), found.end(), [&](const Hit& hit) { return hit.document == query.document; });
    if (error) continue;
    REQUIRE(own != found.end());
    ++found_some;
    hits += own == found.begin();
    reciprocal += 1 / static_cast<double>(1 + (own - found.begin()));
    CHECK(
        std::is_sorted(found.begin(), found.end(), [](const Hit& a, const Hit& b) { return a.distance < b.distance; }));
  }
  const auto count = static_cast<double>(queries.size());
  CHECK(metrics[Metric::recall_at_1] == doctest::Approx(hits / count));
  CHECK(metrics[Metric::mean_reciprocal_rank] == doctest::Approx(reciprocal / count));
  // All 8 documents are among the first ten, but a query without a known feature finds none.
  CHECK(metrics[Metric::test_score] == doctest::Approx(found_some / count));
  CHECK(found_some < count);
  CHECK(metrics[Metric::spread] > 0);
  CHECK(metrics[Metric::spread] <= 1);
}

TEST_CASE("emoji search: example losses have the mean that the cost is") {
  for (const char* loss :
       {"triplet_margin_loss", "contrastive_loss", "multi_similarity_loss", "lifted_structure_loss"}) {
    CAPTURE(loss);
    Experiment experiment = small_search(loss);
    const auto run = start(experiment);
    const Metrics metrics = run->advance(3);
    for (bool train : {true, false}) {
      const ExampleLosses found = run->example_losses(train);
      const auto losses = std::get<std::vector<double>>(found.losses.data);
      const auto weights = std::get<std::vector<double>>(found.weights.data);
      const std::size_t documents = train ? run->search()->texts().documents.size() : 0;
      double sum = 0, terms = 0;
      for (std::size_t i = 0; i < losses.size(); ++i) {
        CHECK((weights[i] > 0) == (i >= documents));
        sum += weights[i] * losses[i];
        terms += weights[i];
      }
      CHECK(sum / terms == doctest::Approx(metrics[train ? Metric::cost : Metric::test_cost]).epsilon(1e-12));
    }
  }
}

TEST_CASE("emoji search: a query without a known feature is refused; nothing is lost") {
  const auto run = start(small_search());
  SearchView& view = *run->search();
  Error empty, unknown, none;
  CHECK(view.search("", 3, empty).empty());
  CHECK(empty.path == "query");
  CHECK(view.search("xyzzy", 3, unknown).empty());
  CHECK(unknown.path == "query");
  CHECK(view.search("face", 3, none).size() == 3);
  CHECK_FALSE(none);
}

TEST_CASE("runs: a search can be searched and no text read, and a table neither") {
  const auto search = start(small_search());
  CHECK(search->search() != nullptr);
  CHECK(search->text() == nullptr);
  Experiment circle;
  circle.task = {"circle", {}};
  circle.loss = {"cross_entropy", {}};
  circle.optimizer = {"sgd", {}};
  const auto table = start(circle);
  CHECK(table->search() == nullptr);
  CHECK(table->text() == nullptr);
}

}  // namespace loss_playground::tests
