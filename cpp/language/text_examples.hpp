// SPDX-License-Identifier: MIT
#pragma once
// The places of a text as examples.
#include "core/experiment.hpp"
#include "language/text_data.hpp"
#include "training/examples.hpp"

namespace loss_playground {

/// For a model that predicts after every token a row is a piece of the text, with a target after each of its tokens.
/// The error says which losses fit such a model.
template <class T>
Examples<T> make_examples(const TextData& data, const Experiment& experiment, Error& error);

}  // namespace loss_playground
