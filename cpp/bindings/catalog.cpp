// SPDX-License-Identifier: MIT
// The catalog as JavaScript objects, made from the descriptors.
#include <emscripten/bind.h>

#include "bindings/convert.hpp"
#include "bindings/describe_loss.hpp"
#include "distances/list.hpp"
#include "functions/surface.hpp"
#include "losses/loss.hpp"
#include "miners/miner.hpp"
#include "models/model.hpp"
#include "optimizers/optimizer.hpp"
#include "schedules/schedule.hpp"
#include "tasks/fit.hpp"
#include "tasks/task.hpp"
#include "training/fit.hpp"

namespace loss_playground::bindings {

namespace {

val words_of(const char* words) { return val(std::string(words)); }

val text_array(std::initializer_list<const char*> words) {
  val array = val::array();
  for (const char* word : words) array.call<void>("push", words_of(word));
  return array;
}

/// Lists the parameters that an entry declares; their values are the defaults.
class ParameterLister final : public ParameterVisitor {
 public:
  void number(const char* id, double& value, Range range, const char* doc) override {
    add(id, "number", val(value), doc, &range);
  }
  void integer(const char* id, int& value, Range range, const char* doc) override {
    add(id, "integer", val(value), doc, &range);
  }
  void boolean(const char* id, bool& value, const char* doc) override { add(id, "boolean", val(value), doc, nullptr); }
  void text(const char* id, std::string& value, const char* doc) override { add(id, "text", val(value), doc, nullptr); }
  void integers(const char* id, std::vector<int>& value, Range range, const char* doc) override {
    add(id, "integers", val::global("Array").call<val>("from", to_array(value)), doc, &range);
  }
  void numbers(const char* id, std::vector<double>& value, Range range, const char* doc) override {
    add(id, "numbers", val::global("Array").call<val>("from", to_array(value)), doc, &range);
  }
  val take() { return list_; }

 protected:
  void choice_index(const char* id, int& value, std::initializer_list<const char*> names, const char* doc) override {
    val entry = add(id, "choice", words_of(names.begin()[value]), doc, nullptr);
    entry.set("choices", text_array(names));
  }

 private:
  val add(const char* id, const char* type, const val& preset, const char* doc, const Range* range) {
    val entry = val::object();
    entry.set("id", words_of(id));
    entry.set("type", words_of(type));
    entry.set("default", preset);
    if (range && range->min > -unbounded) entry.set("min", range->min);
    if (range && range->max < unbounded) entry.set("max", range->max);
    if (range && range->above_min) entry.set("above_min", true);
    if (range) entry.set("scale", words_of(range->scale == Scale::log ? "log" : "linear"));
    entry.set("doc", words_of(doc));
    list_.call<void>("push", entry);
    return entry;
  }

  val list_ = val::array();
};

val describe_pytorch(const PyTorch& pytorch) {
  val object = val::object();
  const auto set = [&](const char* key, const char* words) {
    if (words) object.set(key, words_of(words));
  };
  set("call", pytorch.call);
  set("code", pytorch.code);
  set("missing", pytorch.missing);
  set("without", pytorch.without);
  set("before", pytorch.before);
  set("step", pytorch.step);
  set("remark", pytorch.remark);
  return object;
}

val describe(const Entry& entry) {
  const Descriptor& descriptor = *entry.descriptor;
  val object = val::object();
  object.set("id", words_of(descriptor.id));
  object.set("title", words_of(descriptor.title));
  object.set("summary", words_of(descriptor.summary));
  object.set("formula", words_of(descriptor.formula));
  if (descriptor.reference_url) {
    val reference = val::object();
    reference.set("title", words_of(descriptor.reference_title));
    reference.set("url", words_of(descriptor.reference_url));
    object.set("reference", reference);
  }
  if (descriptor.pytorch.call || descriptor.pytorch.missing)
    object.set("pytorch", describe_pytorch(descriptor.pytorch));
  ParameterLister lister;
  entry.parameters(lister);
  object.set("params", lister.take());
  return object;
}

val image_value(ImageSize image) {
  val object = val::object();
  object.set("kind", words_of("image"));
  object.set("width", image.width);
  object.set("height", image.height);
  return object;
}

val describe_task(const TaskEntry& entry) {
  val object = describe(entry);
  const TaskDescriptor& task = *entry.task;
  object.set("kind", words_of(task_kind_names[static_cast<int>(task.kind)]));
  object.set("goal", words_of(task.goal));
  object.set("noun", words_of(task.noun));
  object.set("score", words_of(task.score));
  object.set("drawing", words_of(drawing_names[static_cast<int>(task.drawing)]));
  if (task.image.width) object.set("picture", image_value(task.image));
  if (task.unit) object.set("unit", words_of(task.unit));
  if (task.file) object.set("file", words_of(task.file));
  if (task.trained) object.set("trained", words_of(task.trained));
  if (task.quantity) object.set("quantity", words_of(task.quantity));
  if (task.currency) object.set("currency", words_of(task.currency));
  if (task.words) object.set("words", words_of(task.words));
  if (task.document) object.set("document", words_of(task.document));
  if (entry.classes.size()) object.set("classes", text_array(entry.classes));
  if (entry.columns.size()) object.set("columns", text_array(entry.columns));
  object.set("experiment", to_value(entry.experiment()));
  return object;
}

val describe_model(const Entry& entry) {
  val object = describe(entry);
  const auto& model = static_cast<const ModelDescriptor&>(*entry.descriptor);
  object.set("reads", words_of(reads_names[static_cast<int>(model.reads)]));
  object.set("structure", words_of(structure_names[static_cast<int>(model.structure)]));
  object.set("phrase", words_of(model.phrase));
  return object;
}

val describe_miner(const Entry& entry) {
  val object = describe(entry);
  object.set("draws", !make_miner<double>({entry.descriptor->id, {}}));
  return object;
}

val describe_optimizer(const OptimizerEntry& entry) {
  val object = describe(entry), defaults = val::object();
  defaults.set("model", entry.step_size.on_model);
  defaults.set("surface", entry.step_size.on_surface);
  object.set("natural_lr", defaults);
  object.set("follows_gradient", entry.step_size.follows_gradient);
  const auto optimizer = make_optimizer<double>({entry.descriptor->id, {}});
  object.set("closure", optimizer->needs_closure());
  object.set("averages", optimizer->averages());
  return object;
}

val place_value(const PlanePoint& place) {
  val array = val::array();
  array.call<void>("push", place.x);
  array.call<void>("push", place.y);
  return array;
}

val describe_surface(const Entry& entry) {
  val object = describe(entry), minima = val::array(), domain = val::object();
  const auto& surface = static_cast<const SurfaceDescriptor&>(*entry.descriptor);
  for (int i = 0; i < surface.minimum_count; ++i)
    minima.call<void>("push", place_value(surface.minima[static_cast<std::size_t>(i)]));
  domain.set("x", place_value({surface.center.x - surface.reach, surface.center.x + surface.reach}));
  domain.set("y", place_value({surface.center.y - surface.reach, surface.center.y + surface.reach}));
  object.set("domain", domain);
  object.set("start", place_value(surface.start));
  object.set("minima", minima);
  object.set("minimum", surface.minimum_count > 0 ? val(surface.minimum_value) : val::null());
  return object;
}

template <class Entries, class Describe>
val list(const Entries& entries, Describe describe_one) {
  val array = val::array();
  for (const auto& entry : entries) array.call<void>("push", describe_one(entry));
  return array;
}

val catalog() {
  val object = val::object();
  object.set("losses", list(loss_entries(), describe_loss));
  object.set("miners", list(miner_entries(), describe_miner));
  object.set("distances", list(entries_of(Distances{}), describe));
  object.set("optimizers", list(optimizer_entries(), describe_optimizer));
  object.set("schedules", list(schedule_entries(), describe));
  object.set("models", list(model_entries(), describe_model));
  object.set("tasks", list(task_entries(), describe_task));
  object.set("functions", list(surface_entries(), describe_surface));
  return object;
}

}  // namespace

val misfits_of(Target target) {
  val misfits = val::object();
  for (TaskKind kind : {TaskKind::classification, TaskKind::regression, TaskKind::triplet, TaskKind::next_token,
                        TaskKind::search, TaskKind::ranking})
    if (const char* reason = misfit(kind, target))
      misfits.set(task_kind_names[static_cast<int>(kind)], words_of(reason));
  return misfits;
}

val describe_loss(const Entry& entry) {
  val object = describe(entry);
  const auto& descriptor = static_cast<const LossDescriptor&>(*entry.descriptor);
  val inputs = val::array();
  for (const LossInput& input : descriptor.inputs) {
    if (!input.id) break;
    val item = val::object();
    item.set("id", words_of(input.id));
    item.set("shape", words_of(input.shape));
    item.set("kind", words_of(input.kind));
    if (input.optional) item.set("optional", true);
    inputs.call<void>("push", item);
  }
  object.set("inputs", inputs);
  object.set("family", words_of(family_names[static_cast<int>(descriptor.family)]));
  object.set("target", words_of(target_names[static_cast<int>(descriptor.target)]));
  object.set("unit", words_of(descriptor.unit.title));
  object.set("meaning", words_of(meaning_names[static_cast<int>(descriptor.unit.meaning)]));
  object.set("link", words_of(link_names[static_cast<int>(descriptor.link)]));
  object.set("minable", takes_miner(descriptor.target));
  // What a formula fits is known once it is written.
  object.set("misfits", descriptor.own ? val::object() : misfits_of(descriptor.target));
  if (descriptor.own) object.set("own", true);
  return object;
}

EMSCRIPTEN_BINDINGS(catalog) { emscripten::function("catalog", &catalog); }

}  // namespace loss_playground::bindings
