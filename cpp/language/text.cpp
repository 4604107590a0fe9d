// SPDX-License-Identifier: MIT
#include "language/text.hpp"

#include <numeric>

namespace loss_playground {

std::vector<std::string> passages(std::string_view text) {
  std::vector<std::string> found(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool blank_line = text[i] == '\n' && (i + 1 == text.size() || text[i + 1] == '\n');
    if (!blank_line) {
      found.back() += text[i];
    } else if (!found.back().empty()) {
      found.emplace_back();
      ++i;
    }
  }
  if (found.back().empty()) found.pop_back();
  return found;
}

std::vector<Token> TokenText::encode(std::string_view text, Error& error) const {
  std::vector<Token> tokens;
  vocabulary_.encode(text, tokens, error);
  if (tokens.empty() || tokens.back() != 0) tokens.push_back(0);
  return tokens;
}

void TokenText::append(const std::vector<Token>& tokens) {
  const std::size_t before = tokens_.size();
  tokens_.insert(tokens_.end(), tokens.begin(), tokens.end());
  boundary_ends_ &= std::count(tokens.begin(), tokens.end(), 0) == 1;
  tokens_[before] |= first_mark;
}

std::vector<std::int32_t> TokenText::pieces(Index begin, Index end, Index length) const {
  std::vector<std::int32_t> starts;
  Index since = 0;
  for (Index at = begin; at < end; ++at, ++since) {
    if (is_first(at)) since = 0;
    if (since % length == 0) starts.push_back(static_cast<std::int32_t>(at));
  }
  starts.push_back(static_cast<std::int32_t>(end));
  return starts;
}

namespace {

/// A text with its tokens, how often it comes, and whether it is held out.
struct EqualTexts {
  std::string_view text;
  std::vector<Token> tokens;
  Index count = 0;
  bool held_out = false;

  Index size() const { return count * static_cast<Index>(tokens.size()); }
};

/// The different ones of sorted texts.
std::vector<EqualTexts> groups_of(const std::vector<std::string>& texts, const TokenText& empty, Error& error) {
  std::vector<EqualTexts> groups;
  for (const std::string& text : texts) {
    if (groups.empty() || groups.back().text != text) groups.push_back({text, empty.encode(text, error)});
    ++groups.back().count;
  }
  return groups;
}

struct Sizes {
  Index total = 0, held_out = 0;

  bool is_uneven() const { return 20 * held_out < total; }
};

/// Holds some of the groups out, from the last on: `wanted` of them, but none with which the test set would have more
/// than half of the tokens, or than `test_fraction` of them if that is more. With `evenly` more than were wanted while
/// the test set has less than 5%.
Sizes hold_out(std::vector<EqualTexts>& groups, std::size_t wanted, double test_fraction, bool evenly) {
  Sizes sizes;
  for (const EqualTexts& group : groups) sizes.total += group.size();
  const double most = std::max(0.5, test_fraction) * static_cast<double>(sizes.total);
  for (std::size_t k = groups.size(); k-- > 0;) {
    if (wanted == 0 && !(evenly && sizes.is_uneven())) break;
    if (static_cast<double>(sizes.held_out + groups[k].size()) > most) continue;
    sizes.held_out += groups[k].size();
    groups[k].held_out = true;
    wanted -= wanted > 0;
  }
  return sizes;
}

/// What is left where less than 5% are held out is one long text, or two of about half each: holds out the shorter of
/// two. The error says that there is one.
void hold_out_half(std::vector<EqualTexts>& groups, const char* path, Error& error) {
  EqualTexts* shortest = nullptr;
  Index left = 0;
  for (EqualTexts& group : groups) {
    if (group.held_out) continue;
    ++left;
    if (!shortest || group.size() < shortest->size()) shortest = &group;
  }
  if (left > 1) {
    shortest->held_out = true;
  } else {
    error = {path, "a line, passage or sentence that is, with its equals, more than 95% of the text",
             "shorter or other ones, so that the test set can have at least 5% of the text"};
  }
}

/// What split_texts and split_evenly say.
SplitText split(std::vector<std::string> texts, Vocabulary vocabulary, double test_fraction, Index examples,
                std::uint64_t seed, bool evenly, const char* path, Error& error) {
  std::sort(texts.begin(), texts.end());
  SplitText found{TokenText(std::move(vocabulary))};
  auto groups = groups_of(texts, found.text, error);
  if (!error && groups.size() < 2)
    error = {path, "a text whose parts are all equal", "at least 2 different lines, passages or sentences"};
  if (error) return {};
  Random random(seed, Stream::split);
  shuffle(groups, random);
  const auto wanted = static_cast<std::size_t>(test_fraction * static_cast<double>(groups.size()) + 0.5);
  const Sizes sizes = hold_out(groups, std::clamp<std::size_t>(wanted, 1, groups.size() - 1), test_fraction, evenly);
  if (evenly && sizes.is_uneven()) hold_out_half(groups, path, error);
  if (error) return {};
  Index kept = 0;
  for (const bool test : {false, true}) {
    if (test) found.train_tokens = found.text.size();
    for (const EqualTexts& group : groups)
      for (Index i = 0; i < group.count && group.held_out == test; ++i) {
        if (!test && examples > 0 && kept++ >= examples) break;
        found.text.append(group.tokens);
      }
  }
  return found;
}

}  // namespace

SplitText split_texts(std::vector<std::string> texts, Vocabulary vocabulary, double test_fraction, Index examples,
                      std::uint64_t seed, const char* path, Error& error) {
  return split(std::move(texts), std::move(vocabulary), test_fraction, examples, seed, false, path, error);
}

SplitText split_evenly(std::vector<std::string> texts, Vocabulary vocabulary, double test_fraction, std::uint64_t seed,
                       const char* path, Error& error) {
  return split(std::move(texts), std::move(vocabulary), test_fraction, 0, seed, true, path, error);
}

}  // namespace loss_playground
