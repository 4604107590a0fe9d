// SPDX-License-Identifier: MIT
#pragma once
// Neural search: which of 1,914 emoji does a query word mean? Documents are the emoji's descriptions, queries their
// tags. A fifth of each emoji's tags are set aside: no training pair has them with that emoji, and they are added to no
// document; that a description has such a word by itself is what a plain search would live on.
// Huang et al.: Learning deep structured semantic models for web search (2013),
// https://doi.org/10.1145/2505515.2505665
#include "tasks/task.hpp"

namespace loss_playground {

inline constexpr Range bucket_range{16, 65536, false, Scale::log};
inline constexpr const char* buckets_doc =
    "Number of hash buckets for words and trigrams; with fewer buckets, more of them collide.";

struct EmojiSearch {
  static constexpr TaskDescriptor descriptor{
      {"emoji_search", "emoji search", "1,914 emoji with descriptions and tags; which one does a query word mean?",
       R"(d(q, x) = \lVert f(q) - f(x) \rVert)", "emojibase-data", "https://emojibase.dev"},
      TaskKind::search,
      "to find an emoji by a word",
      "query",
      "recall_at_10",
      Drawing::search,
      nullptr,
      "emoji.txt.gz",
      nullptr,
      {},
      nullptr,
      nullptr,
      nullptr,
      "emoji"};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  double test_fraction = 0.2;
  int dimensions = 64;
  int buckets = 4096;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("test_fraction", test_fraction, test_share,
                   "Fraction of each emoji's tags that is held out as the test set.");
    visitor.integer("dimensions", dimensions, {2, 256}, "Embedding size: numbers per text.");
    visitor.integer("buckets", buckets, bucket_range, buckets_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"emoji_search", {}}};
    defaults.model = {"embedding_bag", {}};
    // Learning rate and margin were chosen on validation tags held out from the training tags, never on the test tags.
    defaults.loss = {"triplet_margin_loss", {{"margin", 0.4}}};
    defaults.miner = {"semi_hard", {}};
    defaults.optimizer = {"adam", {{"lr", 0.06}}};
    defaults.schedule = {"cosine_annealing_lr", {}};
    defaults.batch_size = 48;
    defaults.steps = 1500;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const;
};

}  // namespace loss_playground
