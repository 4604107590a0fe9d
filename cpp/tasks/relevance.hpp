// SPDX-License-Identifier: MIT
#pragma once
// How relevant is a document to a query? A row is a query word and some emoji, each with a relevance from 0 to 1:
//
//   1 where the emoji has the word as a tag, else the largest share of tags that it has in common with an emoji that
//   has it (Jaccard: shared tags of all that either has); 0 where it shares none
//
// A document is the emoji's description alone, so its tags must be inferred. Each row is made for one tag of one emoji:
// that emoji, up to 5 that share another tag with it, and others by chance. A fifth of each emoji's tags make the
// test rows; such a pair of tag and emoji is in no training row, and no pair of a training row in a test row, where the
// emoji has the tag. Järvelin, Kekäläinen: Cumulated gain-based evaluation of IR techniques (2002),
// https://doi.org/10.1145/582415.582418
#include "tasks/emoji_search.hpp"

namespace loss_playground {

struct Relevance {
  static constexpr TaskDescriptor descriptor{
      {"relevance", "relevance", "A query word and a list of emoji; how relevant is each, from 0 to 1?",
       R"(\hat y = f(q, d))", "Järvelin, Kekäläinen 2002", "https://doi.org/10.1145/582415.582418"},
      TaskKind::ranking,
      "to predict how relevant an emoji is",
      "list",
      "ndcg_at_10",
      Drawing::predictions,
      "relevance",
      "emoji.txt.gz",
      nullptr,
      {},
      "relevance"};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  int examples = 0;
  double test_fraction = 0.2;
  int documents = 12;
  int dimensions = 32;
  int buckets = 4096;

  void parameters(ParameterVisitor& visitor) {
    visitor.integer("examples", examples, {0, 10170}, "Lists in the training set; 0 uses all.");
    visitor.number("test_fraction", test_fraction, test_share,
                   "Fraction of each emoji's tags that is held out as the test set.");
    visitor.integer("documents", documents, {2, 64}, "Emoji per list.");
    visitor.integer("dimensions", dimensions, {2, 256}, "Embedding size: numbers per text.");
    visitor.integer("buckets", buckets, bucket_range, buckets_doc);
  }

  static Experiment experiment() {
    Experiment defaults{{"relevance", {}}};
    defaults.model = {"embedding_bag", {{"embedding", 32.0}}};
    defaults.loss = {"mse_loss", {}};
    defaults.optimizer = {"adam", {{"lr", 0.02}}};
    defaults.schedule = {"cosine_annealing_lr", {}};
    defaults.l2 = 3e-5;
    defaults.batch_size = 32;
    defaults.steps = 1500;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const;
};

}  // namespace loss_playground
