// SPDX-License-Identifier: MIT
// A step allocates nothing: whatever a run needs is there before its second step. Counted by standing in for malloc,
// which operator new and Eigen's allocator both call; only where glibc lets that be done, and no sanitizer already
// does.
#include <cstdlib>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#include <doctest/doctest.h>

#include <atomic>

#include "engine.hpp"
#include "losses/loss.hpp"
#include "miners/miner.hpp"
#include "models/model.hpp"
#include "optimizers/optimizer.hpp"
#include "small_corpus.hpp"
#include "tasks/emoji_search.hpp"

namespace {

std::atomic<long> allocations{0};
std::atomic<long long> allocated_bytes{0};

void count(std::size_t size) {
  ++allocations;
  allocated_bytes += static_cast<long long>(size);
}

}  // namespace

extern "C" {

void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t size) {
  count(size);
  return __libc_malloc(size);
}
void* calloc(std::size_t number, std::size_t size) {
  count(number * size);
  return __libc_calloc(number, size);
}
void* realloc(void* old, std::size_t size) {
  count(size);
  return __libc_realloc(old, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  count(size);
  return __libc_memalign(alignment, size);
}
int posix_memalign(void** result, std::size_t alignment, std::size_t size) {
  count(size);
  *result = __libc_memalign(alignment, size);
  return *result ? 0 : 12;
}

}  // extern "C"

namespace loss_playground::tests {
namespace {

/// Tasks that are generated, one of each kind.
constexpr const char* tasks[] = {"gauss", "plane", "triplet_lab"};

/// Allocations in a thousand steps after the first, or -1 where the parts do not fit each other.
long count_allocations(const Experiment& experiment, const DataTable* table = nullptr) {
  Error error;
  const auto run = make_run(experiment, {experiment.seed, bytes_of(small_corpus), table}, error);
  if (error) return -1;
  run->advance(1);
  const long before = allocations;
  run->advance(1000);
  return allocations - before;
}

Experiment experiment_of(const char* task) {
  Experiment experiment;
  experiment.task = {task, {}};
  experiment.model = {"mlp", {{"hidden", std::vector<double>{8, 8}}}};
  experiment.loss = {"mse_loss", {}};
  experiment.optimizer = {"adam", {{"lr", 1e-4}}};
  experiment.steps = 2000;
  return experiment;
}

/// A ranking of lists, from a small corpus.
Experiment lists_of(const std::string& loss) {
  Experiment experiment = experiment_of("relevance");
  experiment.task.params = {{"buckets", 64.0}, {"dimensions", 4.0}, {"documents", 5.0}};
  experiment.model = {"embedding_bag", {{"embedding", 3.0}}};
  experiment.loss = {loss, {}};
  return experiment;
}

/// Runs an experiment on each task, and asks that it fits one of them.
template <class Change>
void check_tasks(const std::string& id, bool& ran, Change change) {
  CAPTURE(id);
  for (const char* task : tasks) {
    CAPTURE(task);
    Experiment experiment = experiment_of(task);
    change(experiment);
    const long count = count_allocations(experiment);
    if (count < 0) continue;
    ran = true;
    CHECK(count == 0);
  }
}

TEST_CASE("allocations: the counter sees operator new") {
  const long before = allocations;
  const auto number = std::make_unique<int>(1);
  CHECK(*number == 1);
  CHECK(allocations == before + 1);
}

TEST_CASE("allocations: with every loss a step makes none") {
  for (const Entry& entry : loss_entries()) {
    const std::string id = entry.descriptor->id;
    bool ran = false;
    check_tasks(id, ran, [&](Experiment& experiment) { experiment.loss = {id, {}}; });
    const long in_lists = count_allocations(lists_of(id));
    ran = ran || in_lists >= 0;
    CHECK_MESSAGE(in_lists <= 0, id);
    // A loss that no task has targets for trains nowhere, and every other one somewhere.
    CHECK_MESSAGE(ran == (find_loss(id)->target != Target::none), id);
  }
}

TEST_CASE("allocations: with losses that are typed as formulas a step makes none") {
  for (const char* formula : {"abs(input - target)", "target * softplus(-input) + (1 - target) * softplus(input)",
                              "-log_softmax(input)[target] + max(input)",
                              "relu(distance(anchor, positive) - distance(anchor, negative) + 1)"}) {
    bool ran = false;
    check_tasks(formula, ran, [&](Experiment& experiment) {
      experiment.loss = {"expression", {{"formula", std::string(formula)}}};
      experiment.evaluate_every = 10;
    });
    CHECK_MESSAGE(ran, formula);
  }
}

TEST_CASE("allocations: with every optimizer a step makes none") {
  for (const Entry& entry : optimizer_entries()) {
    const std::string id = entry.descriptor->id;
    bool ran = false;
    check_tasks(id, ran, [&](Experiment& experiment) { experiment.optimizer = {id, {{"lr", 1e-4}}}; });
    CHECK_MESSAGE(ran, id);
  }
}

TEST_CASE("allocations: with every model for numbers a step makes none") {
  int models = 0;
  for (const Entry& entry : model_entries()) {
    const std::string id = entry.descriptor->id;
    bool ran = false;
    check_tasks(id, ran, [&](Experiment& experiment) { experiment.model = {id, {}}; });
    models += ran;
  }
  CHECK(models >= 2);
}

TEST_CASE("allocations: a search with every miner and every loss that fits makes none") {
  int ran = 0;
  for (const Entry& loss : loss_entries()) {
    for (const Entry& miner : miner_entries()) {
      CAPTURE(loss.descriptor->id);
      CAPTURE(miner.descriptor->id);
      Experiment experiment = EmojiSearch::experiment();
      experiment.loss = {loss.descriptor->id, {}};
      experiment.miner = {miner.descriptor->id, {}};
      experiment.task.params = {{"buckets", 64.0}, {"dimensions", 4.0}};
      experiment.batch_size = 4;
      const long count = count_allocations(experiment);
      if (count < 0) continue;
      ++ran;
      CHECK(count == 0);
    }
  }
  CHECK(ran > 10);
}

TEST_CASE("allocations: with penalties, clipping and evaluations a step makes none") {
  bool ran = false;
  check_tasks("penalties", ran, [](Experiment& experiment) {
    experiment.l1 = experiment.l2 = 1e-3;
    experiment.gradient_clip = 0.1;
    experiment.evaluate_every = 10;
  });
  CHECK(ran);
}

TEST_CASE("allocations: with sample weights a step makes none") {
  DataTable table;
  table.columns = 2;
  for (int i = 0; i < 40; ++i) {
    table.add({static_cast<double>(i), static_cast<double>(i % 7)}, static_cast<double>(i % 2));
    table.weights.push_back(1 + i % 3);
  }
  Experiment experiment = experiment_of("custom");
  experiment.loss = {"cross_entropy", {}};
  CHECK(count_allocations(experiment, &table) == 0);
}

}  // namespace
TEST_CASE("memory: what a model says that it takes for each row of a batch is what it allocates") {
  constexpr Index rows = 1000;
  const ModelForm numbers{6, 3}, one{6, 1}, tokens{5, 7, 7}, bags{8, 4, 20, 1, 4}, lists{24, 2, 20, 3, 4};
  for (const Entry& entry : model_entries())
    for (const ModelForm& form : {numbers, one, tokens, bags, lists}) {
      const Spec spec{entry.descriptor->id, {}};
      Error error;
      check_model(spec, form, error);
      if (error) continue;
      CAPTURE(spec.id);
      const auto model = make_model<float>(spec, form);
      const long long before = allocated_bytes;
      model->reserve(rows);
      const double taken = static_cast<double>(allocated_bytes - before);
      const double said = rows * sizeof(float) * model->numbers_a_row();
      CAPTURE(said / taken);
      // Rows are rounded up to whole vectors.
      CHECK(said > 0.95 * taken);
      CHECK(said < 1.3 * taken);
    }
}

}  // namespace loss_playground::tests
#endif
