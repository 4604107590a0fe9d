// SPDX-License-Identifier: MIT
#pragma once
// InfoNCE: cross-entropy of picking the alike example among the unlike ones of the batch, by similarity. For embeddings
// of text, pictures and sound.
//
//   l_i = mean over positives p of −ln(e^(s_ip / τ) / Σ_k e^(s_ik / τ)), τ = temperature
//
// The sum runs over p and the negatives of i, with variant `nt_xent` over all other rows. Positives are the other rows
// of i's class, negatives the rows of other classes; s is the cosine or the dot product. Shapes: embeddings (N, D),
// labels (N). The mean divides by the number of rows that have a positive; others are 0. van den Oord, Li, Vinyals:
// Representation learning with contrastive predictive coding (2018), https://arxiv.org/abs/1807.03748. NT-Xent: Chen et
// al.: A simple framework for contrastive learning (2020), https://arxiv.org/abs/2002.05709
#include "losses/labeled_batch.hpp"

namespace loss_playground {

struct InfoNceLoss : BatchLoss<InfoNceLoss> {
  static constexpr LossDescriptor descriptor{
      {"info_nce_loss",
       "InfoNCE",
       "Cross-entropy of finding the example of the same class in the batch by similarity. For embeddings of text and "
       "images; its cost is the mean over the data set split into consecutive batches.",
       R"(\ell = -\log \frac{e^{s_p / \tau}}{\sum_k e^{s_k / \tau}})",
       "van den Oord, Li, Vinyals 2018",
       "https://arxiv.org/abs/1807.03748",
       {.call = "info_nce_loss(embeddings, labels, temperature={temperature}, similarity={similarity}, "
                "variant={variant})",
        .code = R"py(
def info_nce_loss(embeddings, labels, temperature, similarity, variant):
    """The positives of each row against the other rows, for rows with a positive; PyTorch has no such function."""
    if similarity == "cosine":
        embeddings = F.normalize(embeddings, dim=1)
    scores = embeddings @ embeddings.T / temperature
    alike = labels[:, None] == labels[None]
    other = ~torch.eye(len(labels), dtype=torch.bool)
    rivals = other if variant == "nt_xent" else ~alike
    total = torch.logsumexp(scores.masked_fill(~rivals, -torch.inf), 1, keepdim=True)
    losses = total - scores if variant == "nt_xent" else F.softplus(total - scores)
    positive = alike & other
    means = torch.where(positive, losses, 0.0).sum(1) / positive.sum(1).clamp(min=1)
    return means[positive.any(1)].mean()
)py"}},
      Family::triplet,
      Target::batch,
      nats,
      batch_inputs,
      false,
      Link::identity,
      scaling};
  static constexpr Index spare_rows = 1;

  enum class Similarity { cosine, dot };
  enum class Variant { info_nce, nt_xent };

  double temperature = 0.1;
  Similarity similarity = Similarity::cosine;
  Variant variant = Variant::info_nce;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("temperature", temperature, positive,
                   "Temperature: divides similarities. The lower it is, the more the nearest examples count.");
    visitor.choice("similarity", similarity, {"cosine", "dot"}, "Cosine of the angle, or dot product.");
    visitor.choice("variant", variant, {"info_nce", "nt_xent"},
                   "Which rows a positive is compared with: only the negatives, or all others as in NT-Xent.");
  }

  template <class T>
  T divisor(const LossCall<T>& call) const {
    const LabeledBatch<T> batch(call);
    Index anchors = 0;
    for (Index i = 0; i < batch.rows(); ++i) anchors += batch.positives(i) > 0;
    return static_cast<T>(anchors);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const LabeledBatch<T> batch(call);
    const Index positives = batch.positives(i);
    if (positives == 0) return T(0);
    const bool everyone = variant == Variant::nt_xent;
    T* rivals = batch.spare();
    bool some = false;
    for (Index j = 0; j < batch.rows(); ++j) {
      const bool rival = j != i && (everyone || !batch.alike(i, j));
      rivals[j] = rival ? scaled(batch, i, j) : left_out<T>;
      some = some || rival;
    }
    if (!some) return T(0);
    const Softmax<T> softmax(rivals, batch.rows());
    const T share = T(1) / static_cast<T>(positives), factor = call.scale / static_cast<T>(temperature);
    T value = T(0), rivalry = everyone ? T(1) : T(0);
    for (Index p = 0; p < batch.rows(); ++p) {
      if (p == i || !batch.alike(i, p)) continue;
      if (everyone) {
        value += share * softmax.surprise(p);
        continue;
      }
      const T lead = scaled(batch, i, p) - softmax.log_sum();
      value += share * math::softplus(-lead);
      rivalry += share * math::sigmoid(-lead);
      pull(batch, i, p, -factor * share * math::sigmoid(-lead));
    }
    for (Index j = 0; j < batch.rows(); ++j) {
      if (j == i || (!everyone && batch.alike(i, j))) continue;
      const T p = softmax.probability(j);
      // p − 1 where j is the only positive, which does not cancel.
      const T rest = positives == 1 ? -softmax.rest(j) : p - share;
      pull(batch, i, j, factor * (everyone && batch.alike(i, j) ? rest : rivalry * p));
    }
    return value;
  }

 private:
  template <class T>
  T scaled(const LabeledBatch<T>& batch, Index i, Index j) const {
    return (similarity == Similarity::dot ? batch.dot_of(i, j) : batch.cosine_of(i, j)) / static_cast<T>(temperature);
  }
  template <class T>
  void pull(const LabeledBatch<T>& batch, Index i, Index j, T amount) const {
    if (similarity == Similarity::dot) {
      batch.pull_dot(i, j, amount);
    } else {
      batch.pull_cosine(i, j, amount);
    }
  }
};

}  // namespace loss_playground
