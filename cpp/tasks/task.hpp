// SPDX-License-Identifier: MIT
#pragma once
// What every task is: an aggregate of its parameters with a descriptor, its natural experiment, and a call that makes
// its data from a seed or from the bytes of its file.
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "core/descriptor.hpp"
#include "core/error.hpp"
#include "core/experiment.hpp"
#include "core/random.hpp"
#include "core/tensor.hpp"
#include "tasks/dataset.hpp"

namespace loss_playground {

/// What is drawn of a trained model: the classes over a plane, a fitted curve, predicted against true numbers, which
/// class is taken for which, where examples are placed, what comes next in a text, what is found for a query; or what
/// suits the table that the user brings.
enum class Drawing { field, curve, predictions, classes, embeddings, tokens, search, by_table };
inline constexpr const char* drawing_names[] = {"field",      "curve",  "predictions", "classes",
                                                "embeddings", "tokens", "search",      "by_table"};

/// Pixels of an example that is an image of gray values, row by row; none where it is no image.
struct ImageSize {
  int width = 0;
  int height = 0;
};

struct TaskDescriptor : Descriptor {
  TaskKind kind;
  /// What the model is taught: "to read handwritten digits".
  const char* goal;
  /// One example, in a word.
  const char* noun;
  const char* score;
  Drawing drawing;
  /// Unit of a regression target before standardisation.
  const char* unit = nullptr;
  /// The task's data file, beside the engine; none where the data are generated.
  const char* file = nullptr;
  /// A file beside the engine with the weights that the natural experiment ends at, to start others from.
  const char* trained = nullptr;
  ImageSize image{};
  /// What a regression target is, in a word.
  const char* quantity = nullptr;
  /// The sign that stands before an amount, where the unit is money.
  const char* currency = nullptr;
  /// A file beside the engine with the word that each input column counts.
  const char* words = nullptr;
};

/// Where the data come from.
struct Source {
  std::uint64_t seed;
  /// The unpacked data file; empty for a generated task.
  std::span<const std::uint8_t> bytes;
  /// The user's own rows, for the task `custom`.
  const DataTable* table = nullptr;
};

inline constexpr Range example_count{8, 20000, false, Scale::log};
inline constexpr Range test_share{0.05, 0.9};
inline constexpr Range noise_range{0, 1};
inline constexpr const char* examples_doc = "How many examples there are, to learn from and unseen.";
inline constexpr const char* test_fraction_doc = "Share of the examples that is set aside, unseen while learning.";

struct TaskEntry : Entry {
  const TaskDescriptor* task;
  Experiment (*experiment)();
  std::initializer_list<const char*> classes;
  std::initializer_list<const char*> columns;
};

std::vector<TaskEntry> task_entries();

/// The data of the task of a list whose id is asked for.
template <class List>
Dataset make_listed_dataset(List list, const Spec& spec, const Source& source, Error& error) {
  Dataset data;
  with_listed(list, spec, [&](const auto& task) { data = task.make(source, error); });
  return data;
}

/// The data of the task with this id, of the list that is linked: tasks/list.cpp, or the starter's. The error names
/// what is wrong with the source.
Dataset make_dataset(const Spec& spec, const Source& source, Error& error);

}  // namespace loss_playground
