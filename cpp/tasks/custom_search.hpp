// SPDX-License-Identifier: MIT
#pragma once
// Search among the user's own documents, such as the answers of an FAQ: which one does a query mean? A pair is a query
// and its document; a document may have several queries, and equal documents are one. A share of all pairs is set aside
// by the seed, at least one. A document whose only query is set aside is a document of the search all the same: its own
// text is learned from where it is a negative. Pairs that are equal count once, so that none is in both parts.
#include "tasks/emoji_search.hpp"

namespace loss_playground {

struct CustomSearch {
  static constexpr TaskDescriptor descriptor{
      {"custom_search", "search in your own texts", "Your own queries and documents; which document does a query mean?",
       R"(d(q, x) = \lVert f(q) - f(x) \rVert)"},
      TaskKind::search,
      "to find your documents by a query",
      "query",
      "recall_at_10",
      Drawing::search,
      nullptr,
      nullptr,
      nullptr,
      {},
      nullptr,
      nullptr,
      nullptr,
      "document"};
  static constexpr std::initializer_list<const char*> classes = {};
  static constexpr std::initializer_list<const char*> columns = {};

  static constexpr std::size_t most_pairs = 20'000, most_characters = 1'000'000;

  std::string pairs =
      "When are you open?\tThe library is open from 9 to 18 o'clock.\n"
      "opening hours\tThe library is open from 9 to 18 o'clock.\n"
      "How many books may I take?\tYou can borrow up to ten books.\n"
      "limit of loans\tYou can borrow up to ten books.\n"
      "What does a late book cost?\tEach day past the due date costs 20 cents.\n"
      "fine for returning late\tEach day past the due date costs 20 cents.\n"
      "I lost my card\tThe desk replaces a card for 5 dollars.\n"
      "new card\tThe desk replaces a card for 5 dollars.\n"
      "Can I print here?\tPrinters are on the second floor.\n"
      "copy a page\tPrinters are on the second floor.";
  double test_fraction = 0.2;
  int dimensions = 256;
  int buckets = 4096;

  void parameters(ParameterVisitor& visitor) {
    visitor.text("pairs", pairs,
                 "One pair per line: a query, a tab, and its document. Up to 20,000 pairs and 1,000,000 characters.");
    visitor.number("test_fraction", test_fraction, test_share,
                   "Fraction of the pairs that is held out as the test set. A document whose only query is held out is "
                   "learned from its own text alone.");
    visitor.integer("dimensions", dimensions, {2, 256}, "Embedding size: numbers per text.");
    visitor.integer("buckets", buckets, bucket_range, buckets_doc);
  }

  static Experiment experiment() {
    Experiment defaults = EmojiSearch::experiment();
    defaults.task = {"custom_search", {}};
    // A model memorizes a small set within a few steps. What helps with queries held out is that many dimensions find
    // the words that a query shares with its document from the start, and that a low rate leaves this in place.
    defaults.model.params = {{"embedding", 256.0}};
    defaults.optimizer = {"adam", {{"lr", 0.001}}};
    defaults.steps = 200;
    return defaults;
  }

  Dataset make(const Source& source, Error& error) const;
};

}  // namespace loss_playground
