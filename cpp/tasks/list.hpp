// SPDX-License-Identifier: MIT
#pragma once
// Every task, once. The order is that of the menus.
#include "tasks/circle.hpp"
#include "tasks/curve.hpp"
#include "tasks/custom.hpp"
#include "tasks/custom_text.hpp"
#include "tasks/digits.hpp"
#include "tasks/digits_embedding.hpp"
#include "tasks/embedding_distance.hpp"
#include "tasks/emoji_search.hpp"
#include "tasks/gauss.hpp"
#include "tasks/houses.hpp"
#include "tasks/moons.hpp"
#include "tasks/names.hpp"
#include "tasks/plane.hpp"
#include "tasks/relevance.hpp"
#include "tasks/shakespeare.hpp"
#include "tasks/spam.hpp"
#include "tasks/spiral.hpp"
#include "tasks/triplet_lab.hpp"
#include "tasks/xor.hpp"

namespace loss_playground {

using Tasks =
    TypeList<Digits, Spam, Houses, Names, Shakespeare, EmojiSearch, Relevance, EmbeddingDistance, DigitsEmbedding,
             TripletLab, Circle, Xor, Gauss, Moons, Spiral, Curve, Plane, Custom, CustomText>;

/// Those that the starter has (core/starter.hpp).
using StarterTasks = TypeList<Digits, Spam, Houses, DigitsEmbedding, TripletLab, Circle, Xor, Gauss, Moons, Spiral,
                              Curve, Plane, Custom>;

struct TaskEntry : Entry {
  const TaskDescriptor* task;
  Experiment (*experiment)();
  std::initializer_list<const char*> classes;
  std::initializer_list<const char*> columns;
};

std::vector<TaskEntry> task_entries();

/// The data of a task of the catalog; the error names what is wrong with the source.
Dataset make_dataset(const Spec& spec, const Source& source, Error& error);

}  // namespace loss_playground
