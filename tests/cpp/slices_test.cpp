// SPDX-License-Identifier: MIT
// Training and evaluating in pieces: the same bits as at once, whatever is asked in between.
#include <doctest/doctest.h>

#include <cstring>

#include "engine.hpp"
#include "functions/minimize.hpp"
#include "language/text_view.hpp"
#include "search/search_view.hpp"
#include "small_corpus.hpp"
#include "tasks/emoji_search.hpp"
#include "tasks/names.hpp"

namespace loss_playground::tests {
namespace {

struct Case {
  const char* what;
  Experiment experiment;
  std::string_view file = {};
};

Experiment generated(const char* task, const char* loss, double batch = 10) {
  Experiment experiment;
  experiment.task = {task, {}};
  experiment.model = {"mlp", {{"hidden", std::vector<double>{8, 8}}}};
  experiment.loss = {loss, {}};
  experiment.optimizer = {"adam", {}};
  experiment.batch_size = static_cast<int>(batch);
  return experiment;
}

std::vector<Case> cases() {
  Experiment search = EmojiSearch::experiment();
  search.task.params = {{"buckets", 64.0}, {"dimensions", 4.0}};
  search.batch_size = 4;
  Experiment names = Names::experiment();
  names.task.params = {{"context", 4.0}, {"test_fraction", 0.2}};
  names.batch_size = 8;
  Experiment ranking = generated("relevance", "list_net_loss", 4);
  ranking.task.params = {{"buckets", 64.0}, {"dimensions", 4.0}, {"documents", 5.0}};
  ranking.model = {"embedding_bag", {{"embedding", 3.0}}};
  std::vector<Case> list = {{"classes", generated("spiral", "cross_entropy")},
                            {"numbers", generated("plane", "mse_loss")},
                            {"triplets", generated("triplet_lab", "triplet_margin_loss")},
                            {"batches", generated("triplet_lab", "info_nce_loss", 7)},
                            {"texts", names, few_names},
                            {"search", search, small_corpus},
                            {"lists", ranking, small_corpus}};
  for (Case& one : list) {
    one.experiment.steps = 20;
    one.experiment.evaluate_every = 4;
  }
  return list;
}

std::unique_ptr<Run> start(const Case& one) {
  Error error;
  auto run = make_run(one.experiment, {1, bytes_of(one.file)}, error);
  REQUIRE_MESSAGE(!error, error.path << ": " << error.given);
  return run;
}

/// Equal bits, NaN included.
bool same_history(const History& a, const History& b) {
  if (a.size() != b.size() || a.columns() != b.columns()) return false;
  for (std::size_t i = 0; i < a.columns(); ++i)
    if (std::memcmp(a.column(i), b.column(i), sizeof(double) * static_cast<std::size_t>(a.size())) != 0) return false;
  return true;
}

/// What works in the evaluation's memory.
void disturb(Run& run) {
  run.example_losses(true);
  Error error;
  if (TextView* text = run.text()) text->next_token("a", error);
  if (SearchView* search = run.search()) search->search("dog", 1, error);
}

}  // namespace

TEST_CASE("slices: a run in pieces, disturbed between them, has the history and parameters of one at once") {
  for (const Case& one : cases()) {
    CAPTURE(one.what);
    const auto whole = start(one), pieces = start(one);
    whole->advance(20, false);
    int evaluations = 0, between = 0;
    for (std::int64_t left = 20; left > 0;) {
      left -= pieces->take(left, 0);
      if (!pieces->owes()) continue;
      ++evaluations;
      // Given up once half way, it begins again.
      pieces->judge_piece();
      disturb(*pieces);
      while (!pieces->judge_piece()) ++between;
      CHECK(!pieces->owes());
    }
    CHECK(evaluations == 5);
    CHECK(between >= evaluations);
    CHECK(same_history(whole->history(), pieces->history()));
    CHECK(whole->snapshot() == pieces->snapshot());
  }
}

TEST_CASE("slices: a gradient check in pieces is of its beginning, whatever becomes of the run in between") {
  for (const Case& one : cases()) {
    CAPTURE(one.what);
    auto run = start(one);
    run->advance(2, false);
    const GradientCheck whole = run->gradient_check(4);
    const auto checking = run->begin_gradient_check(4);
    int pieces = 0;
    while (!checking->check_piece()) {
      ++pieces;
      if (pieces == 3) run->advance(1, false);
      if (pieces == 7) run.reset();
    }
    CHECK(pieces >= 5 * 4);
    CHECK(checking->found().checked == whole.checked);
    CHECK(checking->found().skipped == whole.skipped);
    CHECK(checking->found().max_relative_error == whole.max_relative_error);
  }
}

TEST_CASE("slices: paths that are followed in turn are those that are followed at once") {
  const Descent noisy{{"rosenbrock", {}}, {"lbfgs", {}}, {"constant", {}}, {-1, 2}, 3000, 0.2, 5};
  const Descent other{{"saddle", {}}, {"newton", {}}, {"constant", {}}, {0.5, 0.1}, 30000, 0.5, 7};
  Error error;
  const DescentPath first = minimize<double>(noisy, error), second = minimize<double>(other, error);
  const auto a = begin_descent<double>(noisy, error), b = begin_descent<double>(other, error);
  REQUIRE_FALSE(error);
  int pieces = 0;
  for (bool a_ends = false, b_ends = false; !a_ends || !b_ends; ++pieces) {
    a_ends = a->follow_piece();
    b_ends = b->follow_piece();
  }
  CHECK(pieces > 2);
  for (const auto& [whole, parts] : {std::pair{&first, &a->path()}, {&second, &b->path()}}) {
    CHECK(whole->points == parts->points);
    CHECK(whole->values == parts->values);
    CHECK(whole->diverged_at == parts->diverged_at);
  }
}

TEST_CASE("slices: no step is taken while an evaluation is owed, and a snapshot that is restored owes none") {
  const Case one = cases()[0];
  const auto run = start(one);
  CHECK(run->take(20, 0) == 4);
  const auto bytes = run->snapshot();
  CHECK(run->owes());
  CHECK(run->take(20, 0) == 0);
  Error error;
  run->restore(bytes, {}, error);
  CHECK(!run->owes());
  CHECK(run->take(3, 0) == 3);
}

TEST_CASE("slices: steps that the caller knows are not evaluated") {
  const auto run = start(cases()[0]);
  CHECK(run->take(9, 8) == 9);
  CHECK(!run->owes());
  CHECK(run->take(9, 8) == 3);
}

}  // namespace loss_playground::tests
