// SPDX-License-Identifier: MIT
// What a run of a search task is asked; such a task is in the whole engine alone.
#include <emscripten/bind.h>

#include "bindings/convert.hpp"
#include "bindings/runs.hpp"
#include "search/search_view.hpp"

namespace loss_playground::bindings {

namespace {

val document_value(const Document& document) {
  val object = val::object();
  object.set("mark", document.mark);
  object.set("text", document.text);
  object.set("group", std::string(document.group));
  return object;
}

/// `ask(search view)`, or the error that the task is another.
template <class Ask>
val ask_search(int handle, Ask ask) {
  Run& run = runs()[handle];
  if (run.search()) return ask(*run.search());
  return to_value(Error{"task.id", run.experiment().task.id, "a search task, for instance emoji_search"});
}

val documents(int handle) {
  return ask_search(handle, [](SearchView& search) {
    val array = val::array();
    for (const Document& document : search.texts().documents) array.call<void>("push", document_value(document));
    return array;
  });
}

val queries(int handle, bool train) {
  return ask_search(handle, [&](SearchView& search) {
    val array = val::array();
    for (const Query& query : train ? search.texts().train : search.texts().test) {
      val object = val::object();
      object.set("text", query.text);
      object.set("document", static_cast<double>(query.document));
      array.call<void>("push", object);
    }
    return array;
  });
}

val search(int handle, const std::string& query, int count) {
  return ask_search(handle, [&](SearchView& view) {
    Error error;
    val array = val::array();
    for (const Hit& hit : view.search(query, count, error)) {
      val object = document_value(view.texts().documents[static_cast<std::size_t>(hit.document)]);
      object.set("document", static_cast<double>(hit.document));
      object.set("distance", hit.distance);
      array.call<void>("push", object);
    }
    return error ? to_value(error) : array;
  });
}

/// `which`: a number of MapOf.
val embedding_map(int handle, int which) {
  return ask_search(handle, [&](SearchView& search) {
    const EmbeddingMap map = search.embedding_map(static_cast<MapOf>(which));
    val object = val::object();
    object.set("points", to_value(OwnedTensor{"points", {static_cast<Index>(map.documents.size()), 2}, map.points}));
    object.set("documents", to_array(map.documents));
    object.set("shares", to_array(map.shares.data(), map.shares.size()));
    return object;
  });
}

val diagnose(int handle) {
  return ask_search(handle, [](SearchView& search) {
    const Diagnosis found = search.diagnose();
    val object = val::object();
    object.set("state", std::string(embedding_state_names[static_cast<int>(found.state)]));
    object.set("spread", found.spread);
    object.set("loss", found.loss);
    object.set("margin", found.margin);
    return object;
  });
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
