// SPDX-License-Identifier: MIT
#pragma once
// Texts to predict the next token of. They are kept as two bytes a token; windows are cut from them when a batch is
// gathered, so that 200,000 examples take no more memory than the text.
#include <algorithm>
#include <span>
#include <utility>

#include "core/random.hpp"
#include "language/vocabulary.hpp"

namespace loss_playground {

/// Marks a position without a target, which the loss ignores (ignore_index of cross_entropy).
inline constexpr int no_target = -100;

/// The parts of a text between blank lines.
std::vector<std::string> passages(std::string_view text);

class TokenText {
 public:
  TokenText() = default;
  explicit TokenText(Vocabulary vocabulary) : vocabulary_(std::move(vocabulary)) {}

  /// The tokens of a text, with the boundary after it. The error names a character without a token.
  std::vector<Token> encode(std::string_view text, Error& error) const;
  /// Appends the tokens of a text.
  void append(const std::vector<Token>& tokens);
  void add(std::string_view text, Error& error) { append(encode(text, error)); }

  const Vocabulary& vocabulary() const { return vocabulary_; }
  Index size() const { return static_cast<Index>(tokens_.size()); }
  /// Whether the boundary occurs only at the ends of texts, as in names, and not within them.
  bool boundary_ends() const { return boundary_ends_; }
  Token operator[](Index at) const { return tokens_[static_cast<std::size_t>(at)] & (first_mark - 1); }
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
  static constexpr Token first_mark = 0x8000;

  Vocabulary vocabulary_;
  bool boundary_ends_ = true;
  std::vector<Token> tokens_;
};

/// Texts split into training texts and test texts.
struct SplitText {
  TokenText text;
  /// Tokens of the training texts; the test texts follow them.
  Index train_tokens = 0;
};

/// Equal texts stay together, so that no training text is also a test text. Of the different ones `test_fraction` are
/// held out, at least one each; but the test set has at most half of the tokens, or this fraction if it is more:
/// longer or more frequent texts are then training texts. `examples` of the training texts are kept (0: all). The error
/// is at `path`: fewer than 2 different texts, or a character without a token.
SplitText split_texts(std::vector<std::string> texts, Vocabulary vocabulary, double test_fraction, Index examples,
                      std::uint64_t seed, const char* path, Error& error);

/// As split_texts, where a test set with less than 5% of the tokens gets further texts. The error is, too, that one
/// text has more than 95% of them.
SplitText split_evenly(std::vector<std::string> texts, Vocabulary vocabulary, double test_fraction, std::uint64_t seed,
                       const char* path, Error& error);

}  // namespace loss_playground
