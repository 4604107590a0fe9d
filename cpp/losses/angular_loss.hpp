// SPDX-License-Identifier: MIT
#pragma once
// Angular loss: bounds the angle at the negative in the triangle of anchor, positive and negative, whatever its size.
//
//   l = ln(1 + Σ_n e^f), f = 4t²·(a + p)·n − 2(1 + t²)·a·p, t = tan(angle), for each pair a, p of one class
//
// Rows are scaled to length 1 first; n are the rows of other classes. A pair's loss stands at its first row.
// Shapes: embeddings (N, D), labels (N). The mean divides by the number of pairs. Without negatives it is 0.
// Wang, Zhou, Wen, Liu, Lin: Deep metric learning with angular loss (2017), https://arxiv.org/abs/1708.01682 (formula
// 8)
#include "losses/labeled_batch.hpp"

namespace loss_playground {

struct AngularLoss : BatchLoss<AngularLoss> {
  static constexpr LossDescriptor descriptor{
      {"angular_loss",
       "angular loss",
       "Limits the angle at the negative in the triangle of anchor, positive and negative. For embeddings; its cost is "
       "the mean over the data set split into consecutive batches.",
       R"(\ell = \log \Big(1 + \sum_n e^{4 \tan^2\!\alpha\, (a + p) \cdot n - 2 (1 + \tan^2\!\alpha)\, a \cdot p}\Big))",
       "Wang et al. 2017",
       "https://arxiv.org/abs/1708.01682",
       {.call = "angular_loss(embeddings, labels, angle={angle})", .code = R"py(
def angular_loss(embeddings, labels, angle):
    """Limits the angle at the negative in each triangle; PyTorch has no such function."""
    points, square = F.normalize(embeddings, dim=1), math.tan(math.radians(angle)) ** 2
    cosine, alike = points @ points.T, labels[:, None] == labels[None]
    first, second = alike.triu(1).nonzero(as_tuple=True)
    excess = 4 * square * (cosine[first] + cosine[second]) - 2 * (1 + square) * cosine[first, second][:, None]
    return F.softplus(torch.logsumexp(excess.masked_fill(alike[first], -torch.inf), 1)).mean()
)py"}},
      Family::triplet,
      Target::batch,
      nats,
      batch_inputs,
      false,
      Link::identity,
      scaling};
  static constexpr Index spare_rows = 1;

  double angle = 40;

  void parameters(ParameterVisitor& visitor) {
    visitor.number("angle", angle, {1, 89}, "Largest angle at the negative, in degrees.");
  }

  /// Each alike pair compares both its rows with all others.
  double work(const BatchSize& size) const {
    return size.rows * (size.alike / 2) * size.rows * (50 * size.columns + 250);
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
  template <class T>
  T pair(const LossCall<T>& call, const LabeledBatch<T>& batch, Index a, Index p) const {
    const double radians = angle * math::pi / 180, tangent = math::sin(radians) / math::cos(radians);
    const T out = static_cast<T>(4 * tangent * tangent), in = static_cast<T>(2 * (1 + tangent * tangent));
    T* terms = batch.spare();
    bool some = false;
    for (Index n = 0; n < batch.rows(); ++n) {
      const bool unlike = !batch.alike(a, n);
      terms[n] = unlike ? out * (batch.cosine_of(a, n) + batch.cosine_of(p, n)) : left_out<T>;
      some = some || unlike;
    }
    if (!some) return T(0);
    const Softmax<T> softmax(terms, batch.rows());
    const T lead = in * batch.cosine_of(a, p) - softmax.log_sum(), slope = call.scale * math::sigmoid(-lead);
    batch.pull_cosine(a, p, -in * slope);
    for (Index n = 0; n < batch.rows(); ++n) {
      if (batch.alike(a, n)) continue;
      batch.pull_cosine(a, n, out * slope * softmax.probability(n));
      batch.pull_cosine(p, n, out * slope * softmax.probability(n));
    }
    return math::softplus(-lead);
  }
};

}  // namespace loss_playground
