// SPDX-License-Identifier: MIT
#pragma once
// Lifted structure loss: each alike pair against all negatives of both its rows at once, softly the nearest of them.
//
//   l = ½ max(0, J)² for each pair i < j of one class,
//   J = ln(Σ_n e^(margin − d_in) + Σ_n e^(margin − d_jn)) + d_ij, n the rows of other classes
//
// d is the Euclidean distance, with slope 0 at 0. A pair's loss stands at its first row.
// Shapes: embeddings (N, D), labels (N). The mean divides by the number of pairs. Without negatives it is 0.
// Song, Xiang, Jegelka, Savarese: Deep metric learning via lifted structured feature embedding (2016),
// https://arxiv.org/abs/1511.06452 (formula 4)
#include "distances/pairwise_distance.hpp"
#include "losses/labeled_batch.hpp"

namespace loss_playground {

struct LiftedStructureLoss : BatchLoss<LiftedStructureLoss> {
  static constexpr LossDescriptor descriptor{
      {"lifted_structure_loss",
       "lifted structure loss",
       "Compares each pair of the same class with all negatives of both. For embeddings; its cost is the mean over the "
       "data set split into consecutive batches.",
       R"(\ell = \tfrac12 \max\Big(0,\; d_{ij} + \log \sum_n \big(e^{m - d_{in}} + e^{m - d_{jn}}\big)\Big)^2)",
       "Song et al. 2016",
       "https://arxiv.org/abs/1511.06452",
       {.call = "lifted_structure_loss(embeddings, labels, margin={margin})", .code = R"py(
def lifted_structure_loss(embeddings, labels, margin):
    """Each pair of the same class against all negatives of both; PyTorch has no such function."""
    far = torch.norm(embeddings[:, None] - embeddings[None], dim=2)
    alike = labels[:, None] == labels[None]
    first, second = alike.triu(1).nonzero(as_tuple=True)
    near = torch.logsumexp((margin - far).masked_fill(alike, -torch.inf), 1)
    return (torch.relu(torch.logaddexp(near[first], near[second]) + far[first, second]) ** 2 / 2).mean()
)py"}},
      Family::triplet,
      Target::batch,
      "half squared distance",
      batch_inputs,
      false,
      Link::identity,
      translation};
  static constexpr Index spare_rows = 4;

  double margin = 1;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("margin", margin, {0, unbounded, true}, "How far negatives should be from both.");
  }

  /// Each alike pair compares both its rows with all others.
  double work(const BatchSize& size) const {
    return size.rows * (size.alike / 2) * 2 * size.rows * (40 * size.columns + 450);
  }

  template <class T>
  T divisor(const LossCall<T>& call) const {
    return static_cast<T>(LabeledBatch<T>(call).pairs());
  }

  template <class T>
  T row(const LossCall<T>& call, Index i) const {
    const LabeledBatch<T> batch(call);
    T value = T(0);
    for (Index j = i + 1; j < batch.rows(); ++j)
      if (batch.alike(i, j)) value += pair(call, batch, i, j);
    return value;
  }

 private:
  static constexpr PairwiseDistance distance{2, 0};

  template <class T>
  T pair(const LossCall<T>& call, const LabeledBatch<T>& batch, Index i, Index j) const {
    const Index n = batch.columns(), rows = batch.rows();
    // The distances themselves are kept: taken back from the terms they would have lost their digits beside the margin.
    T *terms = batch.spare(), *far = terms + 2 * rows;
    bool some = false;
    for (Index k = 0; k < 2 * rows; ++k) {
      const bool unlike = !batch.alike(i, k % rows);
      if (unlike) far[k] = distance(batch.point(k < rows ? i : j), batch.point(k % rows), n);
      terms[k] = unlike ? static_cast<T>(margin) - far[k] : left_out<T>;
      some = some || unlike;
    }
    if (!some) return T(0);
    const Softmax<T> softmax(terms, 2 * rows);
    const T apart = distance(batch.point(i), batch.point(j), n), excess = softmax.log_sum() + apart;
    if (!(excess > T(0))) return T(0);
    const T factor = call.scale * excess;
    distance.add_gradient(batch.point(i), batch.point(j), n, apart, factor, batch.gradient(i), batch.gradient(j));
    for (Index k = 0; k < 2 * rows; ++k) {
      const Index own = k < rows ? i : j, other = k % rows;
      if (batch.alike(i, other)) continue;
      distance.add_gradient(batch.point(own), batch.point(other), n, far[k], -factor * softmax.probability(k),
                            batch.gradient(own), batch.gradient(other));
    }
    return T(0.5) * excess * excess;
  }
};

}  // namespace loss_playground
