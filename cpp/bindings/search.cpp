// SPDX-License-Identifier: MIT
// What a run of a search task is asked; such a task is in the whole engine alone.
#include <emscripten/bind.h>

#include "bindings/convert.hpp"
#include "bindings/runs.hpp"

namespace loss_playground::bindings {

namespace {

val document_value(const Document& document) {
  val object = val::object();
  object.set("mark", document.mark);
  object.set("text", document.text);
  object.set("group", std::string(emoji_groups.begin()[document.group]));
  return object;
}

val documents(int handle) {
  val array = val::array();
  const auto& texts = runs()[handle].dataset().search;
  if (!texts) return array;
  for (const Document& document : texts->documents) array.call<void>("push", document_value(document));
  return array;
}

val queries(int handle, bool train) {
  val array = val::array();
  const auto& texts = runs()[handle].dataset().search;
  if (!texts) return array;
  for (const Query& query : train ? texts->train : texts->test) {
    val object = val::object();
    object.set("text", query.text);
    object.set("document", static_cast<double>(query.document));
    array.call<void>("push", object);
  }
  return array;
}

val search(int handle, const std::string& query, int count) {
  Error error;
  const auto hits = runs()[handle].search(query, count, error);
  if (error) return to_value(error);
  val array = val::array();
  for (const Hit& hit : hits) {
    val object = document_value(runs()[handle].dataset().search->documents[static_cast<std::size_t>(hit.document)]);
    object.set("document", static_cast<double>(hit.document));
    object.set("distance", hit.distance);
    array.call<void>("push", object);
  }
  return array;
}

/// `which`: a number of MapOf.
val embedding_map(int handle, int which) {
  Error error;
  const EmbeddingMap map = runs()[handle].embedding_map(static_cast<MapOf>(which), error);
  if (error) return to_value(error);
  val object = val::object();
  object.set("points", to_value(OwnedTensor{"points", {static_cast<Index>(map.documents.size()), 2}, map.points}));
  object.set("documents", to_array(map.documents));
  object.set("shares", to_array(map.shares.data(), map.shares.size()));
  return object;
}

val diagnose(int handle) {
  Error error;
  const Diagnosis found = runs()[handle].diagnose(error);
  if (error) return to_value(error);
  val object = val::object();
  object.set("state", std::string(embedding_state_names[static_cast<int>(found.state)]));
  object.set("spread", found.spread);
  object.set("loss", found.loss);
  object.set("margin", found.margin);
  return object;
}

}  // namespace

EMSCRIPTEN_BINDINGS(search) {
  emscripten::function("runDocuments", &documents);
  emscripten::function("runQueries", &queries);
  emscripten::function("runSearch", &search);
  emscripten::function("runEmbeddingMap", &embedding_map);
  emscripten::function("runDiagnose", &diagnose);
}

}  // namespace loss_playground::bindings
