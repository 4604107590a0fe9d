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

void TokenText::add(std::string_view text, Error& error) {
  const std::size_t before = tokens_.size();
  vocabulary_.encode(text, tokens_, error);
  if (tokens_.size() == before || tokens_.back() != 0) tokens_.push_back(0);
  boundary_ends_ &= std::count(tokens_.begin() + static_cast<Index>(before), tokens_.end(), 0) == 1;
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

SplitText split_texts(std::vector<std::string> texts, Vocabulary vocabulary, double test_fraction, Index examples,
                      std::uint64_t seed, Error& error) {
  std::sort(texts.begin(), texts.end());
  std::vector<std::size_t> groups;
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (i == 0 || texts[i] != texts[i - 1]) groups.push_back(i);
  Random random(seed, Stream::split);
  shuffle(groups, random);
  const auto unseen = static_cast<std::size_t>(test_fraction * static_cast<double>(groups.size()) + 0.5);
  std::size_t seen = groups.size() - std::clamp<std::size_t>(unseen, 1, groups.size() - 1);
  SplitText split{TokenText(vocabulary)};
  Index kept = 0;
  for (std::size_t k = 0; k < groups.size(); ++k) {
    if (k == seen) split.train_tokens = split.text.size();
    for (std::size_t i = groups[k]; i < texts.size() && texts[i] == texts[groups[k]]; ++i) {
      if (k < seen && examples > 0 && kept++ >= examples) break;
      split.text.add(texts[i], error);
    }
  }
  return split;
}

}  // namespace loss_playground
