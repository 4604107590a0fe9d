// SPDX-License-Identifier: MIT
#include <emscripten/bind.h>

#include "bindings/convert.hpp"
#include "bindings/runs.hpp"
#include "language/text_view.hpp"
#include "search/search_view.hpp"

namespace loss_playground::bindings {

Handles<Run>& runs() {
  static Handles<Run> handles;
  return handles;
}

namespace {

/// The rows of the task `custom`.
DataTable to_table(const val& table) {
  const val inputs = table["inputs"], targets = table["targets"];
  const auto shape = to_shape(inputs["shape"]), target_shape = to_shape(targets["shape"]);
  DataTable data;
  data.columns = shape[1];
  data.target_columns = target_shape.size() > 1 ? target_shape[1] : 1;
  data.inputs = to_numbers<double>(inputs["data"]);
  data.targets = to_numbers<double>(targets["data"]);
  const val weights = table["weights"];
  if (!weights.isUndefined()) data.weights = to_numbers<double>(weights["data"]);
  return data;
}

bool possible(const val& experiment) { return can_run(to_experiment(experiment)); }

std::vector<std::uint8_t> to_bytes(const val& bytes) {
  return bytes.isNull() ? std::vector<std::uint8_t>() : to_numbers<std::uint8_t>(bytes);
}

/// `weights` and `first_file` are what fine-tuning starts from; null without it.
val create(const val& experiment, const val& bytes, const val& table, const val& weights, const val& first_file) {
  const Experiment plan = to_experiment(experiment);
  const auto file = to_bytes(bytes), start = to_bytes(weights), first = to_bytes(first_file);
  const DataTable rows = table.isNull() ? DataTable() : to_table(table);
  Error error;
  auto run = make_run(plan, {plan.seed, file, table.isNull() ? nullptr : &rows}, error, {start, first});
  return error ? to_value(error) : val(runs().add(std::move(run)));
}

val facts(int handle) {
  Run& run = runs()[handle];
  const RunFacts facts = run.facts();
  const Standardization& standardization = run.standardization();
  const SearchView* search = run.search();
  const TextView* text = run.text();
  val object = val::object();
  object.set("trainRows", static_cast<double>(facts.train_rows));
  object.set("testRows", static_cast<double>(facts.test_rows));
  object.set("inputs", static_cast<double>(facts.inputs));
  object.set("outputs", static_cast<double>(facts.outputs));
  object.set("parameterCount", static_cast<double>(facts.parameter_count));
  object.set("evaluateEvery", facts.evaluate_every);
  object.set("stepWork", facts.step_work);
  object.set("evaluationWork", facts.evaluation_work);
  object.set("vocabulary", static_cast<double>(facts.vocabulary));
  object.set("documents", search ? static_cast<double>(search->texts().documents.size()) : 0);
  object.set("targetMean", standardization.target_mean);
  object.set("targetScale", standardization.target_scale);
  object.set("inputMeans", to_array(standardization.input_means));
  object.set("inputScales", to_array(standardization.input_scales));
  if (!facts.class_counts.empty()) object.set("classCounts", to_array(facts.class_counts));
  if (text) object.set("characters", text->characters());
  return object;
}

double take(int handle, double steps, double known) {
  return static_cast<double>(runs()[handle].take(static_cast<std::int64_t>(steps), static_cast<std::int64_t>(known)));
}
bool owes(int handle) { return runs()[handle].owes(); }
bool judge_piece(int handle) { return runs()[handle].judge_piece(); }
val metrics(int handle) {
  const Run& run = runs()[handle];
  return to_value(run.metrics(), run.history());
}

val history(int handle, double after) {
  const History& history = runs()[handle].history();
  const std::int64_t first = history.count_to(after);
  val object = val::object();
  for (std::size_t i = 0; i < history.columns(); ++i)
    object.set(metric_names[history.metric(i)],
               to_array(history.column(i) + first, static_cast<std::size_t>(history.size() - first)));
  return object;
}

double diverged_at(int handle) { return static_cast<double>(runs()[handle].diverged_at()); }
val parameters(int handle) { return to_value(runs()[handle].parameters()); }
val evaluation_parameters(int handle) { return to_value(runs()[handle].evaluation_parameters()); }
val gradients(int handle) { return to_value(runs()[handle].gradients()); }
val data(int handle, bool train) { return to_value(runs()[handle].data(train)); }
val snapshot(int handle) { return to_array(runs()[handle].snapshot()); }
void reset(int handle) { runs()[handle].reset(); }
void dispose(int handle) { runs().release(handle); }
int living() { return runs().count(); }

val losses(int handle, bool train) {
  const ExampleLosses found = runs()[handle].example_losses(train);
  val object = to_value(found.losses);
  std::visit([&](const auto& data) { object.set("weights", to_array(data)); }, found.weights.data);
  return object;
}

val batch_rows(int handle, double step) { return to_array(runs()[handle].batch_rows(static_cast<std::int64_t>(step))); }

val predict(int handle, const val& inputs, bool probabilities) {
  return to_value(runs()[handle].predict(to_numbers<double>(inputs), probabilities));
}

val set_parameters(int handle, const val& values) {
  Error error;
  runs()[handle].set_parameters(to_numbers<double>(values), error);
  return error ? to_value(error) : val::undefined();
}

/// `fresh`: 0 nothing, 1 the schedule's memory, 2 the optimizer's too.
val restore(int handle, const val& bytes, int fresh) {
  Error error;
  runs()[handle].restore(to_numbers<std::uint8_t>(bytes), static_cast<Restored>(fresh), error);
  return error ? to_value(error) : val::undefined();
}

/// `ask(text view, error)`, or the error that the task is another.
template <class Ask>
val ask_text(int handle, Ask ask) {
  Run& run = runs()[handle];
  if (!run.text()) return to_value(Error{"task.id", run.experiment().task.id, "a next-token task, for instance names"});
  Error error;
  const val answer = ask(*run.text(), error);
  return error ? to_value(error) : answer;
}

val likelihood(int handle, bool train) {
  return ask_text(handle, [&](TextView& text, Error&) {
    const Likelihood found = text.likelihood(train);
    val object = val::object();
    object.set("tokens", static_cast<double>(found.tokens));
    object.set("logLikelihood", found.log_likelihood);
    object.set("nats", found.nats);
    object.set("bits", found.bits);
    object.set("perplexity", found.perplexity);
    return object;
  });
}

val next_token(int handle, const std::string& before) {
  return ask_text(handle, [&](TextView& text, Error& error) { return to_array(text.next_token(before, error)); });
}

val sample(int handle, const val& options) {
  const SampleOptions wanted{options["temperature"].as<double>(), static_cast<Index>(options["top_k"].as<double>()),
                             static_cast<std::uint64_t>(options["seed"].as<double>()),
                             static_cast<Index>(options["max"].as<double>()), options["start"].as<std::string>()};
  return ask_text(handle, [&](TextView& text, Error& error) { return val(text.sample(wanted, error)); });
}

val token_losses(int handle, const std::string& words) {
  return ask_text(handle, [&](TextView& text, Error& error) {
    const TokenLosses found = text.token_losses(words, error);
    val object = val::object();
    object.set("characters", found.characters);
    object.set("losses", to_array(found.losses));
    object.set("probabilities", to_array(found.probabilities));
    return object;
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(run) {
  emscripten::function("runPossible", &possible);
  emscripten::function("runCreate", &create);
  emscripten::function("runFacts", &facts);
  emscripten::function("runTake", &take);
  emscripten::function("runOwes", &owes);
  emscripten::function("runJudgePiece", &judge_piece);
  emscripten::function("runMetrics", &metrics);
  emscripten::function("runHistory", &history);
  emscripten::function("runDivergedAt", &diverged_at);
  emscripten::function("runParameters", &parameters);
  emscripten::function("runEvaluationParameters", &evaluation_parameters);
  emscripten::function("runSetParameters", &set_parameters);
  emscripten::function("runGradients", &gradients);
  emscripten::function("runData", &data);
  emscripten::function("runBatchRows", &batch_rows);
  emscripten::function("runPredict", &predict);
  emscripten::function("runExampleLosses", &losses);
  emscripten::function("runLikelihood", &likelihood);
  emscripten::function("runNextToken", &next_token);
  emscripten::function("runSample", &sample);
  emscripten::function("runTokenLosses", &token_losses);
  emscripten::function("runSnapshot", &snapshot);
  emscripten::function("runRestore", &restore);
  emscripten::function("runReset", &reset);
  emscripten::function("runDispose", &dispose);
  emscripten::function("runCount", &living);
}

}  // namespace loss_playground::bindings
