// SPDX-License-Identifier: MIT
#pragma once
// What a model makes of a text: how likely it finds each token, what it expects next, and what it writes itself.
#include "models/list.hpp"
#include "training/examples.hpp"

namespace loss_playground {

struct SampleOptions {
  /// Divides the logits: below 1 the likely gets likelier, 0 always takes the likeliest.
  double temperature = 1;
  /// Only so many of the likeliest tokens may be drawn; 0: all.
  Index top_k = 0;
  std::uint64_t seed = 1;
  /// At most so many tokens.
  Index max = 100;
  /// What the text begins with.
  std::string start{};
};

/// How likely a model finds a text, whatever loss it was trained with.
struct Likelihood {
  Index tokens = 0;
  /// Σ log p.
  double log_likelihood = 0;
  /// −log p a token on average, in nats and in bits, and exp of it: among how many equally likely tokens it chooses.
  double nats = 0, bits = 0, perplexity = 0;
};

/// The tokens that a text becomes, each as its character; −log p and p of each.
struct TokenLosses {
  std::string characters;
  std::vector<double> losses, probabilities;
};

template <class T>
class TextReader {
 public:
  /// The examples must be of a text and outlive the reader.
  TextReader(const Spec& model, const Examples<T>& examples);

  /// Of the texts to learn from, or of the unseen ones.
  Likelihood likelihood(const T* parameters, bool train);
  /// The probability of each token after these characters, which are the beginning of a text. Of more than the model
  /// looks back on, the last count. The error names a character without a token.
  std::vector<double> next_token(const T* parameters, const std::string& before, Error& error);
  /// Tokens drawn one after the other, up to the boundary where that ends a text.
  std::string sample(const T* parameters, const SampleOptions& options, Error& error);
  /// How likely each token of a text is, and the boundary after it. The error says that it is empty, too.
  TokenLosses token_losses(const T* parameters, const std::string& words, Error& error);

 private:
  /// −log p of each token from `begin` to `end`, in nats: cross-entropy without smoothing.
  std::vector<double> surprises(const T* parameters, const TokenText& text, Index begin, Index end);
  /// The logit of each token after these.
  std::vector<double> next_logits(const T* parameters, const std::vector<std::uint8_t>& before);

  const Examples<T>& examples_;
  Index chunk_;
  std::unique_ptr<Model<T>> model_;
  Aligned<T> inputs_, targets_, values_, scratch_;
};

}  // namespace loss_playground
