// SPDX-License-Identifier: MIT
#pragma once
// Searches, lists and pairs of texts as examples.
#include "core/experiment.hpp"
#include "search/search_data.hpp"
#include "training/examples.hpp"

namespace loss_playground {

/// The error says that a part has rows of one document alone.
template <class T>
Examples<T> make_examples(const SearchData& data, const Experiment& experiment, Error& error);
template <class T>
Examples<T> make_examples(const ListData& data, const Experiment& experiment, Error& error);
template <class T>
Examples<T> make_examples(const PairData& data, const Experiment& experiment, Error& error);

}  // namespace loss_playground
