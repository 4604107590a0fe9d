// SPDX-License-Identifier: MIT
#pragma once
// Every task, once, in the order of the menus. Only tasks/list.cpp includes this.
#include "tasks/common_list.hpp"
#include "tasks/custom_search.hpp"
#include "tasks/custom_text.hpp"
#include "tasks/embedding_distance.hpp"
#include "tasks/emoji_search.hpp"
#include "tasks/names.hpp"
#include "tasks/relevance.hpp"
#include "tasks/shakespeare.hpp"

namespace loss_playground {

using Tasks =
    TypeList<Digits, Spam, Houses, Names, Shakespeare, EmojiSearch, Relevance, EmbeddingDistance, DigitsEmbedding,
             TripletLab, Circle, Xor, Gauss, Moons, Spiral, Curve, Plane, Custom, CustomText, CustomSearch>;

}  // namespace loss_playground
