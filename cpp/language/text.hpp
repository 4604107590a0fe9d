// SPDX-License-Identifier: MIT
#pragma once
// Texts to predict the next token of. They are kept as one byte a token; windows are cut from them when a batch is
// gathered, so that 200,000 examples take no more memory than the text.
#include <algorithm>
#include <span>
#include <utility>

#include "core/random.hpp"
#include "language/vocabulary.hpp"

namespace loss_playground {

/// Marks a place that is no target; the loss passes over it (ignore_index of cross_entropy).
inline constexpr int no_target = -100;

/// What stands between blank lines.
std::vector<std::string> passages(std::string_view text);

class TokenText {
 public:
  TokenText() = default;
  explicit TokenText(Vocabulary vocabulary) : vocabulary_(std::move(vocabulary)) {}

  /// Appends a text and the boundary after it. The error names a character without a token.
  void add(std::string_view text, Error& error);

  const Vocabulary& vocabulary() const { return vocabulary_; }
  Index size() const { return static_cast<Index>(tokens_.size()); }
  /// Whether the boundary stands at the ends of texts alone, as in names, and not within them.
  bool boundary_ends() const { return boundary_ends_; }
  std::uint8_t operator[](Index at) const { return tokens_[static_cast<std::size_t>(at)] & 0x7F; }
  /// Nothing stands before the first token of a text.
  bool is_first(Index at) const { return (tokens_[static_cast<std::size_t>(at)] & first_mark) != 0; }

  /// The `context` tokens before a place; boundaries where its text had not begun.
  template <class T>
  void window(Index at, Index context, T* to) const {
    for (Index k = context; k-- > 0;) to[k] = is_first(at) ? T(0) : static_cast<T>((*this)[--at]);
  }

  /// Cuts the texts from `begin` to `end` into pieces of up to `length` tokens; where each begins, and `end`.
  std::vector<std::int32_t> pieces(Index begin, Index end, Index length) const;

  /// A piece as a model reads it: before each token the one that it follows on, and the tokens themselves.
  template <class T>
  void piece(Index begin, Index end, Index length, T* inputs, T* targets) const {
    std::fill_n(inputs, length, T(0));
    std::fill_n(targets, length, T(no_target));
    for (Index k = 0; k < end - begin; ++k) {
      if (!is_first(begin + k)) inputs[k] = static_cast<T>((*this)[begin + k - 1]);
      targets[k] = static_cast<T>((*this)[begin + k]);
    }
  }

 private:
  static constexpr std::uint8_t first_mark = 0x80;

  Vocabulary vocabulary_;
  bool boundary_ends_ = true;
  std::vector<std::uint8_t> tokens_;
};

/// Texts split into those to learn from and the unseen ones.
struct SplitText {
  TokenText text;
  /// Tokens to learn from; the unseen texts follow them.
  Index train_tokens = 0;
};

/// Equal texts stay together, so that no text to learn from is among the unseen ones. `examples` of the texts to learn
/// from are kept (0: all).
SplitText split_texts(std::vector<std::string> texts, Vocabulary vocabulary, double test_fraction, Index examples,
                      std::uint64_t seed, Error& error);

}  // namespace loss_playground
