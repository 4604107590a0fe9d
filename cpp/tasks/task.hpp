// SPDX-License-Identifier: MIT
#pragma once
// What every task is: an aggregate of its parameters with a descriptor, its natural experiment, and a call that makes
// its data from a seed or from the bytes of its file.
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

#include "core/descriptor.hpp"
#include "core/error.hpp"
#include "core/experiment.hpp"
#include "core/random.hpp"
#include "core/tensor.hpp"
#include "language/text.hpp"
#include "search/documents.hpp"

namespace loss_playground {

/// Which kinds of loss fit: class numbers, real targets, triplets drawn by class, queries and their documents,
/// or lists of relevances.
enum class TaskKind { classification, regression, triplet, any, next_token, search, ranking };
inline constexpr const char* task_kind_names[] = {"classification", "regression", "triplet", "any",
                                                  "next_token",     "search",     "ranking"};

struct TaskDescriptor : Descriptor {
  TaskKind kind;
  /// What the model is taught: "to read handwritten digits".
  const char* goal;
  /// One example, in a word.
  const char* noun;
  const char* score;
  /// Unit of a regression target before standardisation.
  const char* unit = nullptr;
  /// The task's data file, beside the engine; none where the data are generated.
  const char* file = nullptr;
  /// A file beside the engine with the weights that the natural experiment ends at, to start others from.
  const char* trained = nullptr;
};

/// The tokens of texts (search/text_features.hpp), a row each, filled up with 0.
struct TextTable {
  Index width = 0;
  std::vector<std::int32_t> tokens{};
};

/// Examples, in double precision: the first `train_rows` are to learn from, the others unseen.
struct Dataset {
  TaskKind kind = TaskKind::classification;
  Index columns = 0;
  /// Numbers a target: 1 but for tables with several target columns.
  Index target_columns = 1;
  /// Number of classes; of a triplet task too. 0 for regression.
  Index classes = 0;
  /// Numbers that place an example or a text; 0 where there is no such place.
  Index dimensions = 0;
  std::vector<double> inputs{};
  /// Class numbers, or real numbers.
  std::vector<double> targets{};
  Index train_rows = 0;
  /// What standardisation took away: value = mean + scale × column.
  std::vector<double> input_means{}, input_scales{};
  double target_mean = 0, target_scale = 1;
  /// Of a next-token task: a row is a place in the text, its inputs the `columns` tokens before it. There are then no
  /// `inputs` and `targets` here.
  std::shared_ptr<const TokenText> text{};
  /// Of a search task: a row is a text, its inputs the buckets of its features and then 0, its target the number of its
  /// document. The training rows are first all documents, then the queries to learn from.
  std::shared_ptr<const SearchTexts> search{};
  /// Texts a row, each so many of the columns, and the buckets of their features; 0 where inputs are no features.
  Index bags = 0, buckets = 0;
  /// Where given, `inputs` are not the columns but the number of each text of a row: rows share their texts.
  std::shared_ptr<const TextTable> texts{};

  /// Numbers a row in `inputs`.
  Index stored_columns() const { return texts ? bags : columns; }
  Index rows() const {
    if (text) return text->size();
    return stored_columns() ? static_cast<Index>(inputs.size()) / stored_columns() : 0;
  }
  void add(std::initializer_list<double> row, double target) {
    inputs.insert(inputs.end(), row);
    targets.push_back(target);
  }
};

/// Where the data come from.
struct Source {
  std::uint64_t seed;
  /// The unpacked data file; empty for a generated task.
  std::span<const std::uint8_t> bytes;
  /// The user's own rows, for the task `custom`.
  const Dataset* table = nullptr;
};

/// Puts the rows into random order and sets `test_fraction` of them aside, at least one each.
void split(Dataset& data, double test_fraction, std::uint64_t seed);

/// A next-token task on texts, `context` tokens at a time.
Dataset text_dataset(SplitText split, Index context);

/// Shifts and scales each input column to mean 0 and deviation 1 over the training rows; constant columns are only
/// shifted.
void standardize_inputs(Dataset& data);
/// The same for the targets.
void standardize_targets(Dataset& data);

inline constexpr Range example_count{8, 20000, false, Scale::log};
inline constexpr Range test_share{0.05, 0.9};
inline constexpr Range noise_range{0, 1};
inline constexpr const char* examples_doc = "How many examples there are, to learn from and unseen.";
inline constexpr const char* test_fraction_doc = "Share of the examples that is set aside, unseen while learning.";

}  // namespace loss_playground
