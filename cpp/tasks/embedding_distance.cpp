// SPDX-License-Identifier: MIT
#include "tasks/embedding_distance.hpp"

#include <algorithm>
#include <set>

#include "tasks/emoji_lists.hpp"

namespace loss_playground {

namespace {

double teacher_distance(const TagIndex& tags, std::int32_t a, std::int32_t b) {
  const auto sizes = static_cast<double>(tags.count(a) * tags.count(b));
  return math::sqrt(std::max(0.0, 2 - 2 * static_cast<double>(tags.shared(a, b)) / math::sqrt(sizes)));
}

using Pair = std::pair<std::int32_t, std::int32_t>;

/// An emoji and another, which shares a tag with it if `near` and there is one.
Pair draw_pair(const TagIndex& tags, std::uint32_t documents, bool near, Random& random) {
  const auto own = static_cast<std::int32_t>(random.below(documents));
  if (near) {
    const auto neighbours = tags.neighbours(own, {}, random);
    if (!neighbours.empty()) return {own, neighbours.front()};
  }
  const auto drawn = static_cast<std::int32_t>(random.below(documents - 1));
  return {own, drawn + (drawn >= own)};
}

}  // namespace

Dataset EmbeddingDistance::make(const Source& source, Error& error) const {
  const auto documents = read_emoji(source.bytes, error);
  if (error) return {};
  const TagIndex tags(documents);
  const auto pairs = static_cast<Index>(examples);
  const auto unseen = static_cast<Index>(test_fraction * static_cast<double>(pairs) + 0.5);
  Dataset data{TaskKind::regression};
  data.dimensions = dimensions;
  data.train_rows = pairs - std::clamp<Index>(unseen, 1, pairs - 1);
  Random random(source.seed, Stream::data);
  std::set<Pair> seen;
  Index draws = 0;
  for (Index k = 0; k < pairs && draws < 100 * pairs; ++draws) {
    const auto [own, other] = draw_pair(tags, static_cast<std::uint32_t>(documents.size()), draws % 2 == 0, random);
    const Pair either{std::min(own, other), std::max(own, other)};
    if (k < data.train_rows) {
      seen.insert(either);
    } else if (seen.count(either) > 0) {
      continue;
    }
    data.inputs.insert(data.inputs.end(), {static_cast<double>(own), static_cast<double>(other)});
    data.targets.push_back(teacher_distance(tags, own, other));
    ++k;
  }
  if (static_cast<Index>(data.targets.size()) < pairs) {
    error = {"task.params.examples", std::to_string(examples),
             "fewer pairs, for a corpus of " + std::to_string(documents.size()) + " emoji"};
    return {};
  }
  KnownFeatures features(buckets);
  std::vector<std::string> texts;
  for (const Document& document : documents) {
    features.add(document.text);
    texts.push_back(document.text);
  }
  features.close();
  set_texts(texts, features, 2, data);
  return data;
}

}  // namespace loss_playground
