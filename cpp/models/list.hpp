// SPDX-License-Identifier: MIT
#pragma once
// Every model, once. The order is that of the menus.
#include <memory>

#include "core/error.hpp"
#include "models/bigram.hpp"
#include "models/embedding_bag.hpp"
#include "models/linear.hpp"
#include "models/mlp.hpp"
#include "models/next_token_mlp.hpp"
#include "models/transformer.hpp"

namespace loss_playground {

/// Those that the starter has (core/starter.hpp).
using StarterModels = TypeList<Mlp, Linear>;
using Models = decltype(StarterModels{} + TypeList<NextTokenMlp, Transformer, Bigram, EmbeddingBag>{});

/// A model for a task's form, or null if there is no such id.
template <class T>
std::unique_ptr<Model<T>> make_model(const Spec& spec, const ModelForm& form);

/// Whether a model of tokens predicts after each of them, and not after the last alone.
bool predicts_everywhere(const Spec& spec);

/// The error says what a model needs that the task does not give: tokens, for instance.
void check_model(const Spec& spec, const ModelForm& form, Error& error);

}  // namespace loss_playground
