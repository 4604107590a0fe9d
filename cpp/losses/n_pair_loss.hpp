// SPDX-License-Identifier: MIT
#pragma once
// N-pair loss: each anchor's positive against the positives of all other classes at once, by dot products.
//
//   l_a = ln(1 + Σ_n e^(a·n − a·p)) + l2_reg·(‖a‖² + ‖p‖²)
//
// Rows of a class pair up in their order: the first and third … are anchors, each with the next row of its class as its
// positive p; negatives n are the positives of other classes. A batch of two rows a class is the paper's.
// Shapes: embeddings (N, D), labels (N). The loss stands at the anchor; the mean divides by the number of pairs.
// Sohn: Improved deep metric learning with multi-class N-pair loss objective (2016),
// https://papers.nips.cc/paper/6200-improved-deep-metric-learning-with-multi-class-n-pair-loss-objective
#include "losses/labeled_batch.hpp"

namespace loss_playground {

struct NPairLoss : BatchLoss<NPairLoss> {
  static constexpr LossDescriptor descriptor{
      {"n_pair_loss",
       "N-pair loss",
       "Compares each anchor’s positive with the positives of all other classes at once. For embeddings; its cost is "
       "the mean over the data set split into consecutive batches.",
       R"(\ell = \log \Big(1 + \sum_n e^{a \cdot n - a \cdot p}\Big) + \lambda\,(\lVert a \rVert^2 + \lVert p \rVert^2))",
       "Sohn 2016",
       "https://papers.nips.cc/paper/6200-improved-deep-metric-learning-with-multi-class-n-pair-loss-objective",
       {.call = "n_pair_loss(embeddings, labels, l2_reg={l2_reg})", .code = R"py(
def n_pair_loss(embeddings, labels, l2_reg):
    """The positive of each anchor against those of all other classes; PyTorch has no such function."""
    rows = {}
    for row, label in enumerate(labels.tolist()):
        rows.setdefault(label, []).append(row)
    pairs = [own[k : k + 2] for own in rows.values() for k in range(0, len(own) - 1, 2)]
    anchor, positive = embeddings[[a for a, _ in pairs]], embeddings[[p for _, p in pairs]]
    kinds = labels[[a for a, _ in pairs]]
    dots = anchor @ positive.T
    lead = (dots - dots.diagonal()[:, None]).masked_fill(kinds[:, None] == kinds[None], -torch.inf)
    lengths = (anchor**2).sum(1) + (positive**2).sum(1)
    return (F.softplus(torch.logsumexp(lead, 1)) + l2_reg * lengths).mean()
)py"}},
      Family::triplet,
      Target::batch,
      nats,
      batch_inputs,
      false,
      Link::identity,
      0,
      true};
  static constexpr Index spare_rows = 2;

  double l2_reg = 0.02;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("l2_reg", l2_reg, non_negative,
                   "Weight of a penalty on squared lengths, which would otherwise grow with dot products.");
  }

  template <class T>
  T divisor(const LossCall<T>& call) const {
    const LabeledBatch<T> batch(call);
    Index pairs = 0;
    for (Index i = 0; i < batch.rows(); ++i) pairs += is_positive(batch, i);
    return static_cast<T>(pairs);
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const LabeledBatch<T> batch(call);
    T *terms = batch.spare(), *roles = terms + batch.rows();
    // Computed once a batch, since rows come in order.
    for (Index j = 0; i == 0 && j < batch.rows(); ++j) roles[j] = is_positive(batch, j) ? T(1) : T(0);
    Index partner = i + 1;
    while (partner < batch.rows() && !batch.alike(i, partner)) ++partner;
    if (roles[i] > T(0) || partner == batch.rows()) return T(0);

    const T reg = static_cast<T>(l2_reg);
    batch.pull_dot(i, i, call.scale * reg);
    batch.pull_dot(partner, partner, call.scale * reg);
    // Without the weight lengths may be anything, the square of a huge number too.
    const T lengths = reg > T(0) ? reg * batch.dot_of(i, i) + reg * batch.dot_of(partner, partner) : T(0);
    const auto counts = [&](Index j) { return roles[j] > T(0) && !batch.alike(i, j); };
    bool some = false;
    for (Index j = 0; j < batch.rows(); ++j) {
      terms[j] = counts(j) ? batch.dot_of(i, j) : left_out<T>;
      some = some || counts(j);
    }
    if (!some) return lengths;
    const Softmax<T> softmax(terms, batch.rows());
    const T lead = batch.dot_of(i, partner) - softmax.log_sum(), slope = call.scale * math::sigmoid(-lead);
    batch.pull_dot(i, partner, -slope);
    for (Index j = 0; j < batch.rows(); ++j)
      if (counts(j)) batch.pull_dot(i, j, slope * softmax.probability(j));
    return math::softplus(-lead) + lengths;
  }

 private:
  /// Whether an odd number of earlier rows are of its class.
  template <class T>
  static bool is_positive(const LabeledBatch<T>& batch, Index i) {
    Index earlier = 0;
    for (Index j = 0; j < i; ++j) earlier += batch.alike(i, j);
    return earlier % 2 == 1;
  }
};

}  // namespace loss_playground
