// SPDX-License-Identifier: MIT
#pragma once
// Multi-similarity loss: of each row's pairs those count most that are the farthest from where they should be.
//
//   l_i = ln(1 + Σ_p e^(−alpha·(s_ip − base))) / alpha + ln(1 + Σ_n e^(beta·(s_in − base))) / beta
//
// Positives p are the other rows of i's class, negatives n the rows of other classes; s is the cosine. No pair is mined
// away before, as the paper also does.
// Shapes: embeddings (N, D), labels (N). The mean divides by N.
// Wang, Han, Huang, Dong, Scott: Multi-similarity loss (2019), https://arxiv.org/abs/1904.06627
#include "losses/labeled_batch.hpp"

namespace loss_playground {

struct MultiSimilarityLoss : BatchLoss<MultiSimilarityLoss> {
  static constexpr LossDescriptor descriptor{
      {"multi_similarity_loss",
       "multi-similarity loss",
       "Weights each pair of the batch by how far its similarity is from where it should be. For embeddings; its cost "
       "is the mean over the data set split into consecutive batches.",
       R"(\ell_i = \tfrac1\alpha \log \Big(1 + \sum_p e^{-\alpha (s_p - \lambda)}\Big) + \tfrac1\beta \log \Big(1 + \sum_n e^{\beta (s_n - \lambda)}\Big))",
       "Wang et al. 2019",
       "https://arxiv.org/abs/1904.06627",
       {.call = "multi_similarity_loss(embeddings, labels, alpha={alpha}, beta={beta}, base={base})", .code = R"py(
def multi_similarity_loss(embeddings, labels, alpha, beta, base):
    """Weights each pair by how hard it is; PyTorch has no such function."""
    points = F.normalize(embeddings, dim=1)
    above = points @ points.T - base
    alike = labels[:, None] == labels[None]
    positive = alike & ~torch.eye(len(labels), dtype=torch.bool)
    pull = torch.logsumexp((-alpha * above).masked_fill(~positive, -torch.inf), 1)
    push = torch.logsumexp((beta * above).masked_fill(alike, -torch.inf), 1)
    return (F.softplus(pull) / alpha + F.softplus(push) / beta).mean()
)py"}},
      Family::triplet,
      Target::batch,
      "similarity",
      batch_inputs,
      false,
      Link::identity,
      scaling};
  static constexpr Index spare_rows = 1;

  double alpha = 2;
  double beta = 50;
  double base = 0.5;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("alpha", alpha, loss_playground::positive, "How strongly the least similar positives dominate.");
    visitor.number("beta", beta, loss_playground::positive, "How strongly the most similar negatives dominate.");
    visitor.number("base", base, {-1, 1}, "Similarity that positives should exceed and negatives stay below.");
  }

  template <class T>
  T divisor(const LossCall<T>& call) const {
    return static_cast<T>(call.inputs[0].rows);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    return side(call, i, true, static_cast<T>(-alpha)) + side(call, i, false, static_cast<T>(beta));
  }

 private:
  /// ln(1 + Σ e^(steepness·(s − base))) / |steepness| over the alike or the unlike rows.
  template <class T>
  T side(const LossCall<T>& call, Index i, bool alike, T steepness) const {
    const LabeledBatch<T> batch(call);
    T* terms = batch.spare();
    const auto counts = [&](Index j) { return j != i && batch.alike(i, j) == alike; };
    bool some = false;
    for (Index j = 0; j < batch.rows(); ++j) {
      terms[j] = counts(j) ? steepness * (batch.cosine_of(i, j) - static_cast<T>(base)) : left_out<T>;
      some = some || counts(j);
    }
    if (!some) return T(0);
    const Softmax<T> softmax(terms, batch.rows());
    const T sum = softmax.log_sum(), slope = call.scale * math::sigmoid(sum) * (alike ? T(-1) : T(1));
    for (Index j = 0; j < batch.rows(); ++j)
      if (counts(j)) batch.pull_cosine(i, j, slope * softmax.probability(j));
    return math::softplus(sum) / math::abs(steepness);
  }
};

}  // namespace loss_playground
