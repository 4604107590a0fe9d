// SPDX-License-Identifier: MIT
#include "tasks/embedding_distance.hpp"

#include <algorithm>

#include "tasks/tag_space.hpp"

namespace loss_playground {

namespace {

using Pair = std::pair<std::int32_t, std::int32_t>;

/// Draws pairs among some of the documents.
class PairMaker {
 public:
  PairMaker(const TagIndex& tags, std::vector<std::int32_t> members, Index documents)
      : members_(std::move(members)),
        is_member_(static_cast<std::size_t>(documents)),
        neighbors_(static_cast<std::size_t>(documents)) {
    for (std::int32_t member : members_) {
      is_member_[static_cast<std::size_t>(member)] = true;
      neighbors_[static_cast<std::size_t>(member)] = tags.neighbors(member);
    }
  }

  /// Two members; ones that share a tag if `near` and there is such a one.
  Pair draw(bool near, Random& random) const {
    const std::int32_t own = any(random);
    if (near) {
      auto neighbors = neighbors_[static_cast<std::size_t>(own)];
      shuffle(neighbors, random);
      for (std::int32_t neighbor : neighbors)
        if (is_member_[static_cast<std::size_t>(neighbor)]) return {own, neighbor};
    }
    std::int32_t other = own;
    while (other == own) other = any(random);
    return {own, other};
  }

  bool has_pairs() const { return members_.size() > 1; }

 private:
  std::int32_t any(Random& random) const { return members_[random.below(static_cast<std::uint32_t>(members_.size()))]; }

  std::vector<std::int32_t> members_;
  std::vector<bool> is_member_;
  /// Of each member.
  std::vector<std::vector<std::int32_t>> neighbors_;
};

}  // namespace

Dataset EmbeddingDistance::make(const Source& source, Error& error) const {
  const auto documents = read_emoji(source.bytes, error);
  if (error) return {};
  const TagIndex tags(documents);
  const auto count = static_cast<Index>(documents.size());
  const TagSpace teacher(tags, count, teacher_dimensions);
  const bool whole_emoji = set_aside == SetAside::emoji;
  std::vector<std::int32_t> known = teacher.placed(), unknown = known;
  if (whole_emoji) {
    Random random(source.seed, Stream::split);
    shuffle(known, random);
    const auto held_out = static_cast<Index>(test_fraction * static_cast<double>(known.size()) + 0.5);
    unknown.assign(known.end() - held_out, known.end());
    known.resize(known.size() - unknown.size());
  }
  const PairMaker train(tags, known, count), test(tags, unknown, count);
  const auto pairs = static_cast<Index>(examples);
  const auto held_out = static_cast<Index>(test_fraction * static_cast<double>(pairs) + 0.5);
  PairData data;
  data.dimensions = dimensions;
  data.train_rows = pairs - std::clamp<Index>(held_out, 1, pairs - 1);
  Random random(source.seed, Stream::data);
  // Of each two documents; the smaller number first.
  std::vector<bool> seen(documents.size() * documents.size());
  Index draws = 0;
  const bool possible = train.has_pairs() && test.has_pairs();
  for (Index k = 0; possible && k < pairs && draws < 100 * pairs; ++draws) {
    const auto [own, other] = (k < data.train_rows ? train : test).draw(draws % 2 == 0, random);
    const Index either = std::min(own, other) * count + std::max(own, other);
    if (k < data.train_rows) {
      seen[static_cast<std::size_t>(either)] = true;
    } else if (seen[static_cast<std::size_t>(either)]) {
      continue;
    }
    data.numbers.insert(data.numbers.end(), {own, other});
    data.targets.push_back(teacher.distance(own, other));
    ++k;
  }
  if (static_cast<Index>(data.targets.size()) < pairs) {
    error = {"task.params.examples", std::to_string(examples),
             "fewer pairs, since there are only " + std::to_string(documents.size()) + " emoji"};
    return {};
  }
  KnownFeatures features(buckets);
  std::vector<std::string> texts;
  for (const Document& document : documents) texts.push_back(document.text);
  for (std::int32_t document : whole_emoji ? known : teacher.placed())
    features.add(texts[static_cast<std::size_t>(document)]);
  features.close();
  set_texts(texts, features, 2, data);
  return data;
}

}  // namespace loss_playground
