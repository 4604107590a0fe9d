// SPDX-License-Identifier: MIT
#pragma once
// A language model applied to text: the likelihood of each token, the next token, and samples.
#include "language/text_data.hpp"
#include "language/text_view.hpp"
#include "training/examples.hpp"

namespace loss_playground {

template <class T>
class TextReader {
 public:
  /// The examples must be of this text and outlive the reader.
  TextReader(const Spec& model, const Examples<T>& examples, TextData data);

  /// These answer as a TextView does.
  Likelihood likelihood(const T* parameters, bool train);
  std::vector<double> next_token(const T* parameters, const std::string& before, Error& error);
  std::string sample(const T* parameters, const SampleOptions& options, Error& error);
  TokenLosses token_losses(const T* parameters, const std::string& words, Error& error);

 private:
  /// −log p of each token from `begin` to `end`, in nats: cross-entropy without smoothing.
  std::vector<double> surprises(const T* parameters, std::shared_ptr<const TokenText> text, Index begin, Index end);
  /// The logit of each token after these.
  std::vector<double> next_logits(const T* parameters, const std::vector<Token>& before);

  const TokenText& text() const { return *data_.text; }

  const Examples<T>& examples_;
  TextData data_;
  Index chunk_;
  std::unique_ptr<Model<T>> model_;
  std::unique_ptr<Loss<T>> cross_entropy_;
  Aligned<T> inputs_, targets_, values_, scratch_;
};

}  // namespace loss_playground
