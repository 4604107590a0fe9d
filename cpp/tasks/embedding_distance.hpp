// SPDX-License-Identifier: MIT
#pragma once
// Distilling a distance: how far apart are two emoji? The teacher places an emoji by its tags, a 1 for each of 3,628
// that it has, scaled to length 1; the pupil, a far smaller model, sees the descriptions alone and must learn the
// distances between the teacher's places:
//
//   d(a, b) = ‖t_a − t_b‖ = √(2 − 2·s / √(n_a·n_b)), s shared tags, n tags of each; from 0 to √2
//
// Half of the pairs share a tag, the others are drawn by chance. No pair of the training rows is among the unseen
// ones, whose emoji may be known from other pairs. Hinton, Vinyals, Dean: Distilling the knowledge in a neural network
// (2015), https://arxiv.org/abs/1503.02531; of distances: Park, Kim, Lu, Cho: Relational knowledge distillation (2019),
// https://arxiv.org/abs/1904.05068
#include "tasks/emoji_search.hpp"

namespace loss_playground {

struct EmbeddingDistance {
  static constexpr TaskDescriptor descriptor{
      {"embedding_distance", "a distance to learn",
       "Two emoji descriptions; how far apart are their tags? A small model learns the distances of a large one.",
       R"(\lVert f(a) - f(b) \rVert \approx \lVert t_a - t_b \rVert)", "Park, Kim, Lu, Cho 2019",
       "https://arxiv.org/abs/1904.05068"},
      TaskKind::regression,
      "to tell how far apart two emoji are",
      "pair",
      "r2",
      "distance",
      "emoji.txt.gz"};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  int examples = 100000;
  double test_fraction = 0.2;
  int dimensions = 32;
  int buckets = 4096;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, {16, 100000, false, Scale::log}, "How many pairs there are in all.");
    visitor.number("test_fraction", test_fraction, test_share, test_fraction_doc);
    visitor.integer("dimensions", dimensions, {2, 256}, "Numbers that place a text.");
    visitor.integer("buckets", buckets, bucket_range, buckets_doc);
  }

  static Experiment experiment() {
    Experiment natural{{"embedding_distance", {}}};
    natural.model = {"embedding_bag", {{"embedding", 32.0}, {"head", "distance"}}};
    natural.loss = {"mse_loss", {}};
    natural.optimizer = {"adam", {{"lr", 0.02}}};
    natural.schedule = {"cosine_annealing_lr", {}};
    natural.batch_size = 64;
    natural.steps = 1500;
    return natural;
  }

  Dataset make(const Source& source, Error& error) const;
};

}  // namespace loss_playground
