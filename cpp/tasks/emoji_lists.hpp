// SPDX-License-Identifier: MIT
#pragma once
// How alike the emoji are by their tags, and rows of a query with documents, or of two documents.
#include "tasks/task.hpp"

namespace loss_playground {

/// The emoji that have each tag, and the similarity of any two.
class TagIndex {
 public:
  explicit TagIndex(const std::vector<Document>& documents);

  /// How many different tags there are; they are numbered from 0.
  Index size() const { return static_cast<Index>(names_.size()); }
  const std::vector<std::int32_t>& documents_with(const std::string& tag) const { return documents_with(number(tag)); }
  const std::vector<std::int32_t>& documents_with(std::int32_t tag) const {
    return having_[static_cast<std::size_t>(tag)];
  }
  /// Numbers of a document's tags, in order.
  const std::vector<std::int32_t>& tags_of(std::int32_t document) const {
    return tags_[static_cast<std::size_t>(document)];
  }
  /// A tag's number; that of another if no document has it.
  std::int32_t number(const std::string& tag) const;
  bool has(std::int32_t document, std::int32_t tag) const;
  bool has(std::int32_t document, const std::string& tag) const { return has(document, number(tag)); }
  /// Tags that both have.
  Index shared(std::int32_t a, std::int32_t b) const {
    return shared_[static_cast<std::size_t>(a) * tags_.size() + static_cast<std::size_t>(b)];
  }
  Index count(std::int32_t document) const { return static_cast<Index>(tags_of(document).size()); }
  /// Shared tags of all that either has (Jaccard), from 0 to 1.
  double overlap(std::int32_t a, std::int32_t b) const;
  /// Others that share at least one of the document's tags besides `but`, in order.
  std::vector<std::int32_t> neighbors(std::int32_t document, const std::string& but = {}) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<std::int32_t>> tags_;
  std::vector<std::vector<std::int32_t>> having_;
  /// For each two documents: the numbers of a task's lists are looked up here, not counted again and again.
  std::vector<std::uint16_t> shared_;
};

/// Fills a data set with rows of texts, each the number of one of these, and says how their features are read.
void set_texts(const std::vector<std::string>& texts, const KnownFeatures& features, Index texts_a_row, TextRows& data);

}  // namespace loss_playground
