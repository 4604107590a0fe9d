// SPDX-License-Identifier: MIT
#pragma once
// How well scores order the documents of lists, one list a row.
#include "core/tensor.hpp"

namespace loss_playground {

/// NDCG@10, the mean over the lists: the gain 2^relevance − 1 of the first ten documents by score, each divided by
/// log2(1 + place), as a share of what the best order gives. Of equal scores the first in the list comes first. A list
/// of which no document is relevant counts as 1.
/// Burges et al.: Learning to rank using gradient descent (2005), https://doi.org/10.1145/1102351.1102363
template <class T>
double ndcg_at_10(View<const T> scores, View<const T> relevances);

/// Spearman's rank correlation of scores and relevances, the mean over the lists; equal numbers share the mean of their
/// ranks. A list of equal scores has 0; one of equal relevances is left out.
/// Spearman: The proof and measurement of association between two things (1904), https://doi.org/10.2307/1412159
template <class T>
double spearman(View<const T> scores, View<const T> relevances);

}  // namespace loss_playground
