// SPDX-License-Identifier: MIT
#pragma once
// Every model, once, in the order of the menus. Only models/list.cpp includes this.
#include "models/bigram.hpp"
#include "models/common_list.hpp"
#include "models/embedding_bag.hpp"
#include "models/next_token_mlp.hpp"
#include "models/transformer.hpp"

namespace loss_playground {

using Models = decltype(CommonModels{} + TypeList<NextTokenMlp, Transformer, Bigram, EmbeddingBag>{});

}  // namespace loss_playground
