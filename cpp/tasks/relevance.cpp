// SPDX-License-Identifier: MIT
#include "tasks/relevance.hpp"

#include <algorithm>
#include <set>

#include "tasks/emoji_lists.hpp"

namespace loss_playground {

namespace {

constexpr std::size_t most_neighbors = 5;

/// Makes the list of one tag of one emoji.
class ListMaker {
 public:
  ListMaker(const SearchTexts& texts, const TagIndex& tags, std::size_t length)
      : tags_(tags), documents_(static_cast<std::uint32_t>(texts.documents.size())), length_(length) {
    for (const Query& query : texts.test)
      unseen_.insert({tags.number(query.text), static_cast<std::int32_t>(query.document)});
  }

  std::vector<std::int32_t> documents_for(const Query& query, bool train, Random& random) const {
    const auto own = static_cast<std::int32_t>(query.document);
    const std::int32_t tag = tags_.number(query.text);
    std::vector<std::int32_t> list{own};
    const auto add = [&](std::int32_t document) {
      const bool known = std::find(list.begin(), list.end(), document) != list.end();
      if (!known && belongs(tag, document, train)) list.push_back(document);
    };
    auto neighbors = tags_.neighbors(own, query.text);
    shuffle(neighbors, random);
    for (std::int32_t neighbor : neighbors)
      if (list.size() < std::min(length_, 1 + most_neighbors)) add(neighbor);
    // In a corpus too small for so many, others come again.
    for (std::size_t draws = 0; list.size() < length_; ++draws) {
      const auto drawn = static_cast<std::int32_t>(random.below(documents_));
      if (draws < 100 * length_) {
        add(drawn);
      } else {
        list.push_back(own);
      }
    }
    // The emoji that the list was made for may stand anywhere.
    shuffle(list, random);
    return list;
  }

  double relevance(std::int32_t tag, std::int32_t document) const {
    if (tags_.has(document, tag)) return 1;
    double best = 0;
    for (std::int32_t other : tags_.documents_with(tag)) best = std::max(best, tags_.overlap(document, other));
    return best;
  }

 private:
  /// Where an emoji has the tag, the pair is of one part.
  bool belongs(std::int32_t tag, std::int32_t document, bool train) const {
    return !tags_.has(document, tag) || (unseen_.count({tag, document}) == 0) == train;
  }

  const TagIndex& tags_;
  std::uint32_t documents_;
  std::size_t length_;
  std::set<std::pair<std::int32_t, std::int32_t>> unseen_;
};

}  // namespace

Dataset Relevance::make(const Source& source, Error& error) const {
  auto documents_read = read_emoji(source.bytes, error);
  if (error) return {};
  const TagIndex tags(documents_read);
  auto texts = split_tags(std::move(documents_read), test_fraction, buckets, source.seed);
  if (!both_parts(texts, error)) return {};
  const ListMaker maker(texts, tags, static_cast<std::size_t>(documents));
  Random random(source.seed, Stream::data);
  shuffle(texts.train, random);
  if (examples > 0) texts.train.resize(std::min(texts.train.size(), static_cast<std::size_t>(examples)));
  ListData data;
  data.target_columns = documents;
  data.dimensions = dimensions;
  std::vector<std::string> all;
  for (const Document& document : texts.documents) all.push_back(document.text);
  for (const auto* part : {&texts.train, &texts.test}) {
    for (const Query& query : *part) {
      const std::int32_t tag = tags.number(query.text);
      data.numbers.push_back(static_cast<std::int32_t>(all.size()));
      all.push_back(query.text);
      for (std::int32_t document : maker.documents_for(query, part == &texts.train, random)) {
        data.numbers.push_back(document);
        data.targets.push_back(maker.relevance(tag, document));
      }
    }
    if (part == &texts.train) data.train_rows = static_cast<Index>(texts.train.size());
  }
  set_texts(all, texts.features, 1 + documents, data);
  return data;
}

}  // namespace loss_playground
