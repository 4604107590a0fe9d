// SPDX-License-Identifier: MIT
#include "tasks/embedding_distance.hpp"

#include <algorithm>

#include "tasks/emoji_lists.hpp"

namespace loss_playground {

namespace {

double teacher_distance(const TagIndex& tags, std::int32_t a, std::int32_t b) {
  const auto sizes = static_cast<double>(tags.count(a) * tags.count(b));
  return math::sqrt(std::max(0.0, 2 - 2 * static_cast<double>(tags.shared(a, b)) / math::sqrt(sizes)));
}

/// Another emoji of the group: every second time one that shares a tag, if there is one.
std::int32_t partner(const TagIndex& tags, std::int32_t own, bool near, const std::vector<std::int32_t>& group,
                     const std::vector<bool>& in_group, Random& random) {
  if (near)
    for (std::int32_t neighbour : tags.neighbours(own, {}, random))
      if (in_group[static_cast<std::size_t>(neighbour)]) return neighbour;
  const auto others = static_cast<std::uint32_t>(group.size() - 1);
  const std::int32_t drawn = group[random.below(others)];
  return drawn == own ? group.back() : drawn;
}

}  // namespace

Dataset EmbeddingDistance::make(const Source& source, Error& error) const {
  const auto documents = read_emoji(source.bytes, error);
  if (!error && documents.size() < 4)
    error = {"task.data", std::to_string(documents.size()) + " emoji", "at least 4, to learn from two and see two new"};
  if (error) return {};
  const TagIndex tags(documents);
  std::vector<std::int32_t> order;
  for (std::size_t i = 0; i < documents.size(); ++i) order.push_back(static_cast<std::int32_t>(i));
  Random split_order(source.seed, Stream::split), random(source.seed, Stream::data);
  shuffle(order, split_order);
  const auto share = [&](std::size_t count, std::size_t least) {
    const auto unseen = static_cast<std::size_t>(test_fraction * static_cast<double>(count) + 0.5);
    return std::clamp(unseen, least, count - least);
  };
  const auto seen = static_cast<Index>(order.size() - share(order.size(), 2));
  const auto pairs = static_cast<std::size_t>(examples);
  KnownFeatures features(buckets);
  for (Index i = 0; i < seen; ++i)
    features.add(documents[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])].text);
  features.close();
  Dataset data{TaskKind::regression};
  data.dimensions = dimensions;
  data.train_rows = static_cast<Index>(pairs - share(pairs, 1));
  for (bool train : {true, false}) {
    const std::vector<std::int32_t> group(train ? order.begin() : order.begin() + seen,
                                          train ? order.begin() + seen : order.end());
    std::vector<bool> in_group(documents.size());
    for (std::int32_t document : group) in_group[static_cast<std::size_t>(document)] = true;
    const auto count =
        train ? static_cast<std::size_t>(data.train_rows) : pairs - static_cast<std::size_t>(data.train_rows);
    for (std::size_t k = 0; k < count; ++k) {
      const std::int32_t own = group[random.below(static_cast<std::uint32_t>(group.size()))];
      const std::int32_t other = partner(tags, own, k % 2 == 0, group, in_group, random);
      data.inputs.insert(data.inputs.end(), {static_cast<double>(own), static_cast<double>(other)});
      data.targets.push_back(teacher_distance(tags, own, other));
    }
  }
  std::vector<std::string> texts;
  for (const Document& document : documents) texts.push_back(document.text);
  set_texts(texts, features, 2, data);
  return data;
}

}  // namespace loss_playground
