// SPDX-License-Identifier: MIT
#pragma once
// What every task is: an aggregate of its parameters with a descriptor, its default experiment, and a call that makes
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

/// How a trained model is drawn: the classes over a plane, a fitted curve, predicted against true numbers, a confusion
/// matrix, embeddings, the next tokens of a text, the results of a query; or whatever suits the user's table.
enum class Drawing { field, curve, predictions, classes, embeddings, tokens, search, by_table };
inline constexpr const char* drawing_names[] = {"field",      "curve",  "predictions", "classes",
                                                "embeddings", "tokens", "search",      "by_table"};

/// Size of an example that is an image of gray values, row by row; 0 if it is not an image.
struct ImageSize {
  int width = 0;
  int height = 0;
};

struct TaskDescriptor : Descriptor {
  TaskKind kind;
  /// What the model learns: "to read handwritten digits".
  const char* goal;
  /// The noun for one example.
  const char* noun;
  const char* score;
  Drawing drawing;
  /// Unit of a regression target before standardization.
  const char* unit = nullptr;
  /// The task's data file, next to the engine; null if the data are generated.
  const char* file = nullptr;
  /// A file next to the engine with the final weights of the default experiment, for fine-tuning.
  const char* trained = nullptr;
  ImageSize image{};
  /// What a regression target is, for example "price".
  const char* quantity = nullptr;
  /// The currency sign before an amount, if the unit is money.
  const char* currency = nullptr;
  /// A file next to the engine with the word that each input column counts.
  const char* words = nullptr;
  /// The noun for what a search finds.
  const char* document = nullptr;
};

/// Where the data come from.
struct Source {
  std::uint64_t seed;
  /// The unpacked data file; empty for a generated task.
  std::span<const std::uint8_t> bytes;
  /// The user's rows, for the task `custom`.
  const DataTable* table = nullptr;
};

inline constexpr Range example_count{8, 20000, false, Scale::log};
inline constexpr Range test_share{0.05, 0.9};
inline constexpr Range noise_range{0, 1};
inline constexpr const char* examples_doc = "Number of examples, training and test set together.";
inline constexpr const char* test_fraction_doc = "Fraction of the examples that is held out as the test set.";

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
