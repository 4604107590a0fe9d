// SPDX-License-Identifier: MIT
#pragma once
// Distilling a distance: how far apart are two emoji? The teacher has read the tags of all emoji and places each by
// them (tasks/tag_space.hpp); the pupil, two encoders with the same weights, sees the two descriptions alone and must
// learn the distance between the teacher's places:
//
//   d(a, b) = ‖t_a − t_b‖, from 0 to 2
//
// Half of the pairs share a tag, the others are drawn by chance. Unseen are either pairs, whose emoji are known from
// other pairs, or emoji: no training row then has one of those, and an unseen row has two. The few emoji that the
// teacher knows no place of are in no pair. Hinton, Vinyals, Dean: Distilling the knowledge in a neural network (2015),
// https://arxiv.org/abs/1503.02531; of distances: Park, Kim, Lu, Cho: Relational knowledge distillation (2019),
// https://arxiv.org/abs/1904.05068
#include "tasks/emoji_search.hpp"

namespace loss_playground {

struct EmbeddingDistance {
  static constexpr TaskDescriptor descriptor{
      {"embedding_distance", "embedding distance",
       "Two emoji descriptions; how far apart are the emoji? A student that sees only the descriptions learns from a "
       "teacher that knows all tags (distillation).",
       R"(\lVert f(a) - f(b) \rVert \approx \lVert t_a - t_b \rVert)", "Park, Kim, Lu, Cho 2019",
       "https://arxiv.org/abs/1904.05068"},
      TaskKind::regression,
      "to predict how far apart two emoji are",
      "pair",
      "r2",
      Drawing::predictions,
      nullptr,
      "emoji.txt.gz",
      nullptr,
      {},
      "distance"};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  enum class SetAside { pairs, emoji };

  SetAside set_aside = SetAside::pairs;
  int teacher_dimensions = 16;
  int examples = 100000;
  double test_fraction = 0.2;
  int dimensions = 32;
  int buckets = 4096;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, {16, 100000, false, Scale::log},
                    "Number of pairs, training and test set together.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
    visitor.choice("set_aside", set_aside, {"pairs", "emoji"},
                   "What is held out as the test set: pairs of known emoji, or whole emoji.");
    visitor.integer("teacher_dimensions", teacher_dimensions, {2, 64}, "Embedding size of the teacher.");
    visitor.integer("dimensions", dimensions, {2, 256}, "Embedding size: numbers per text.");
    visitor.integer("buckets", buckets, bucket_range, buckets_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"embedding_distance", {}}};
    defaults.model = {"embedding_bag", {{"embedding", 32.0}, {"head", "distance"}}};
    defaults.loss = {"mse_loss", {}};
    defaults.optimizer = {"adam", {{"lr", 0.02}}};
    defaults.schedule = {"cosine_annealing_lr", {}};
    defaults.l2 = 1e-4;
    defaults.batch_size = 64;
    defaults.steps = 1500;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const;
};

}  // namespace loss_playground
