// SPDX-License-Identifier: MIT
#pragma once
// What can be asked of a search task's run: results of a query, a picture of the embeddings, and whether they collapse.
#include <array>

#include "core/experiment.hpp"
#include "search/documents.hpp"
#include "search/plane.hpp"
#include "search/retrieval.hpp"
#include "training/history.hpp"

namespace loss_playground {

/// Where texts lie on a plane (search/plane.hpp): two numbers and the number of its document each, and the shares of
/// the variance along the axes.
struct EmbeddingMap {
  std::vector<double> points;
  std::vector<std::int32_t> documents;
  std::array<double, 2> shares;
};

enum class MapOf { documents, train, test };

/// Whether embeddings collapse. `collapsed`: the documents' spread is below a fifth of the margin (of 1 for a loss
/// without one); all distances are then about 0, and a triplet's loss its margin. `at_margin`: a loss of triplets is
/// within a twentieth of the margin, but the documents are not one point; negatives are then as near as positives.
enum class EmbeddingState { apart, at_margin, collapsed };
inline constexpr const char* embedding_state_names[] = {"apart", "at_margin", "collapsed"};

struct Diagnosis {
  EmbeddingState state = EmbeddingState::apart;
  double spread = 0;
  /// Loss of the last step; NaN before the first. Margin that the experiment gives its loss; 0 if it gives none.
  double loss = 0, margin = 0;
};

template <class T>
class SearchReader {
 public:
  /// The examples and texts must outlive this.
  SearchReader(const Experiment& experiment, const Examples<T>& examples, const SearchTexts& texts);

  /// To be called after each change of the parameters.
  void forget() { placed_ = false; }
  /// The plane of map() begins anew.
  void forget_plane() { plane_.forget(); }

  Judgement judge_train(const T* parameters);
  /// Fills in the metrics that only a search has, too.
  Judgement judge_test(const T* parameters, Metrics& metrics);
  std::vector<T> row_losses(const T* parameters, bool train);

  /// The k documents nearest to a query, nearest first. The error says that no feature of the query is known.
  std::vector<Hit> search(const T* parameters, const std::string& query, Index k, Error& error);
  EmbeddingMap map(const T* parameters, MapOf which);
  Diagnosis diagnose(const T* parameters, double last_loss);

 private:
  Retrieval<T>& placed(const T* parameters);

  const SearchTexts& texts_;
  Target target_;
  double margin_ = 0;
  Retrieval<T> retrieval_;
  PrincipalPlane plane_;
  bool placed_ = false;
};

}  // namespace loss_playground
