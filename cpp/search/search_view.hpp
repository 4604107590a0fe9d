// SPDX-License-Identifier: MIT
#pragma once
// The methods of a run on a search, in either precision: results of a query, a 2-D map of the embeddings, and whether
// they have collapsed.
#include <array>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "search/documents.hpp"

namespace loss_playground {

/// A document that was found.
struct Hit {
  Index document;
  double distance;
};

/// Where texts lie on a plane (search/plane.hpp): two numbers and the number of its document each, and the shares of
/// the variance along the axes.
struct EmbeddingMap {
  std::vector<double> points;
  std::vector<std::int32_t> documents;
  std::array<double, 2> shares;
};

enum class MapOf { documents, train, test };

/// Whether embeddings collapse. `collapsed`: the documents' spread is below a fifth of the margin (of 1 for a loss
/// without one); all distances are then about 0, and a triplet's loss its margin. `at_margin`: a triplet loss is
/// within 5% of the margin, but the documents have not collapsed; negatives are then as near as positives.
enum class EmbeddingState { apart, at_margin, collapsed };
inline constexpr const char* embedding_state_names[] = {"apart", "at_margin", "collapsed"};

struct Diagnosis {
  EmbeddingState state = EmbeddingState::apart;
  double spread = 0;
  /// Loss of the last step; NaN before the first. Margin that the experiment gives its loss; 0 if it gives none.
  double loss = 0, margin = 0;
};

class SearchView {
 public:
  virtual ~SearchView() = default;
  virtual const SearchTexts& texts() const = 0;
  /// The k documents nearest to a query, nearest first. The error says that no feature of the query is known.
  virtual std::vector<Hit> search(const std::string& query, Index k, Error& error) = 0;
  /// The same plane each time, which follows the documents; a run that restarts forgets it.
  virtual EmbeddingMap embedding_map(MapOf which) = 0;
  virtual Diagnosis diagnose() = 0;
};

}  // namespace loss_playground
