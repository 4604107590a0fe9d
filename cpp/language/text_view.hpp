// SPDX-License-Identifier: MIT
#pragma once
// The methods of a run on a text, in either precision.
#include <cstdint>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/tensor.hpp"

namespace loss_playground {

struct SampleOptions {
  /// Divides the logits: below 1, likely tokens become likelier; 0 always picks the likeliest.
  double temperature = 1;
  /// Only this many of the likeliest tokens may be drawn; 0: all.
  Index top_k = 0;
  std::uint64_t seed = 1;
  /// Largest number of tokens.
  Index max = 100;
  /// Beginning of the text.
  std::string start{};
};

/// Likelihood of a text under the model, whatever loss it was trained with.
struct Likelihood {
  Index tokens = 0;
  /// Σ log p.
  double log_likelihood = 0;
  /// Mean −log p per token, in nats and in bits, and its exponential: predicting each token is like choosing among this
  /// many equally likely ones.
  double nats = 0, bits = 0, perplexity = 0;
};

/// The tokens that a text becomes, each as its character; −log p and p of each.
struct TokenLosses {
  std::string characters;
  std::vector<double> losses, probabilities;
};

class TextView {
 public:
  virtual ~TextView() = default;
  /// The character of each token, one after the other.
  virtual std::string characters() const = 0;
  /// Of the training texts, or of the test texts.
  virtual Likelihood likelihood(bool train) = 0;
  /// The probability of each token after these characters, which are the beginning of a text. Of more than the model
  /// looks back on, the last count. The error names a character without a token.
  virtual std::vector<double> next_token(const std::string& before, Error& error) = 0;
  /// Tokens drawn one after the other, up to the boundary where that ends a text.
  virtual std::string sample(const SampleOptions& options, Error& error) = 0;
  /// How likely each token of a text is, and the boundary after it. The error says that it is empty, too.
  virtual TokenLosses token_losses(const std::string& words, Error& error) = 0;
};

}  // namespace loss_playground
