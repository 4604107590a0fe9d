// SPDX-License-Identifier: MIT
#pragma once
// The data of a search, and of tasks whose rows are made of several texts.
#include <memory>

#include "search/documents.hpp"

namespace loss_playground {

/// A row is a text: first all documents, then the training queries, then the test queries.
struct SearchData {
  std::shared_ptr<const SearchTexts> texts{};
  /// The buckets of each row's features, filled up with 0 to the length of the longest.
  Index columns = 0;
  std::vector<double> tokens{};
  /// The number of each row's document.
  std::vector<double> documents{};
  Index train_rows = 0;
  /// Embedding size: numbers per text.
  Index dimensions = 0;
};

/// The rows of a search. All are as wide as the longest, so the number of rows limits how many features of a text
/// count, from its beginning: at least 250, and of up to 8,000 rows at least 1,000.
SearchData search_data(SearchTexts texts, Index dimensions);

/// The buckets of the features of texts, a row each, filled up with 0.
struct TextTable {
  Index width = 0;
  std::vector<std::int32_t> tokens{};
};

/// Rows of several texts each, which rows share: they are named by their numbers.
struct TextRows {
  std::shared_ptr<const TextTable> texts{};
  Index texts_a_row = 0;
  std::vector<std::int32_t> numbers{};
  Index target_columns = 1;
  std::vector<double> targets{};
  Index train_rows = 0;
  /// Numbers that place a text, and buckets that features are hashed into.
  Index dimensions = 0, buckets = 0;

  Index rows() const { return texts_a_row ? static_cast<Index>(numbers.size()) / texts_a_row : 0; }
};

/// A query and a list of documents, with the relevance of each.
struct ListData : TextRows {};

/// Two documents and how far apart they are.
struct PairData : TextRows {};

}  // namespace loss_playground
