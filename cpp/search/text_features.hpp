// SPDX-License-Identifier: MIT
#pragma once
// A text as numbers: its words and their character trigrams, each hashed into one of a few thousand buckets.
//
// A word is a run of letters and digits; A–Z are lowered, other letters stay as they are, and what is no letter or
// digit in ASCII or in Unicode's general punctuation separates words. Trigrams are of characters, with ⟨ before the
// word and ⟩ after it. The hash is 32-bit FNV-1a over the UTF-8 bytes, with ⟨ and ⟩ as the bytes 2 and 3: of a word
// after a byte 1, of a trigram from its first byte. Bucket = 1 + hash mod (buckets − 1); 0 stands for nothing.
//
// Hashing instead of a vocabulary: Weinberger, Dasgupta, Langford, Smola, Attenberg: Feature hashing for large scale
// multitask learning (2009), https://arxiv.org/abs/0902.2206. Words and their character n-grams: Bojanowski, Grave,
// Joulin, Mikolov: Enriching word vectors with subword information (2017), https://arxiv.org/abs/1607.04606
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/tensor.hpp"

namespace loss_playground {

/// The hash of each word and trigram of a text in UTF-8, in order; some come twice.
std::vector<std::uint32_t> hash_features(std::string_view text);

/// The features of the training texts. Others have no trained row, so they are ignored.
class KnownFeatures {
 public:
  KnownFeatures() = default;
  explicit KnownFeatures(Index buckets) : buckets_(buckets) {}

  void add(std::string_view text);
  /// To be called after the last add().
  void close();
  /// The buckets of a text's known features; empty if it has none.
  std::vector<std::int32_t> encode(std::string_view text) const;
  Index buckets() const { return buckets_; }

 private:
  Index buckets_ = 0;
  std::vector<std::uint32_t> hashes_;
};

}  // namespace loss_playground
